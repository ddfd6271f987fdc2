import { Button, VisuallyHidden } from '@mantine/core'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { SettingsFrame } from '../../../staff/web/index.ts'
import { productContract, type TaxRate } from '../../contract.ts'
import { percentOf } from '../rates.ts'
import { useAct } from '../use-act.ts'
import styles from '../pricing.module.css'
import { TaxDialog } from './TaxDialog.tsx'

const reads = [productContract.taxRates]

/** The tax rates by country: what is added to a price, and since when. */
export default function TaxesPage() {
  const t = useT()
  const may = useMay()
  const asked = useCall(productContract.taxRates)
  const [adding, setAdding] = useState(false)
  useLive(['tax-rate', 'batch'], { invalidates: reads })
  const add = may('sales.manage') && (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      {t('sales.pricing.newTax')}
    </Button>
  )
  return (
    <SettingsFrame title={t('sales.pricing.taxes')} acts={add}>
      <Card title={t('sales.pricing.taxes')} aria-label={t('sales.pricing.taxes')}>
        <p className={styles.quiet}>{t('sales.pricing.taxesHint')}</p>
        {asked.data?.items.length === 0 ? (
          <EmptyState title={t('sales.pricing.noTaxes')} acts={add} />
        ) : asked.data ? (
          <Rates rates={asked.data.items} />
        ) : (
          <Reading of={asked} lines={4} />
        )}
      </Card>
      {adding && <TaxDialog onDone={() => setAdding(false)} />}
    </SettingsFrame>
  )
}

function Rates({ rates }: { rates: readonly TaxRate[] }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const act = useAct()
  const heads = ['country', 'taxCategory', 'taxRate', 'taxFrom', 'taxReason'].map(key => ({
    key,
    head: t(`sales.pricing.${key}`),
  }))
  const names = new Intl.DisplayNames([format.locale], { type: 'region' })
  const remove = (rate: TaxRate) =>
    void act(productContract.removeTaxRate, { params: { id: rate.id } }, t('sales.pricing.done.taxRemoved'))
  return (
    <PlainTable heads={[...heads, { key: 'acts', head: '' }]} label={t('sales.pricing.taxes')} cut>
      <tbody>
        {rates.map((rate, index) => (
          <tr key={rate.id}>
            <td>
              <Once said={rate.country === rates[index - 1]?.country}>
                {names.of(rate.country) ?? rate.country}
              </Once>
            </td>
            <td>{t(`entity.product.taxCategory.${rate.category}`)}</td>
            <td>{percentOf(rate.rate, format)}</td>
            <td>
              {rate.validFrom <= '1970-01-01' ? t('sales.pricing.always') : format.date(rate.validFrom)}
            </td>
            <td>
              <bdi>{rate.reason}</bdi>
            </td>
            <td className={styles.end}>
              {may('sales.manage') && (
                <IconButton aria-label={t('sales.pricing.remove')} onClick={() => remove(rate)}>
                  <Trash2 size={15} aria-hidden />
                </IconButton>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}

/** What the line above says already is only heard. */
function Once({ said, children }: { said: boolean; children: string }) {
  return said ? <VisuallyHidden>{children}</VisuallyHidden> : children
}
