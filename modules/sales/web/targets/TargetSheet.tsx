import { Button } from '@mantine/core'
import { useEffect, useMemo } from 'react'
import { minorDigits } from '../../../../platform/i18n/index.ts'
import { type Formats, type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { moneyOf } from '../../../../ui/field/parse.ts'
import { typedAmount } from '../../../../ui/form/FieldEditor.tsx'
import type { SheetColumn } from '../../../../ui/sheet/sheet.ts'
import { Sheet } from '../../../../ui/sheet/Sheet.tsx'
import { spread, type TargetHolder } from '../../contract.ts'
import { AddSeller } from './AddSeller.tsx'
import styles from './targets.module.css'
import { idOf, useTyped } from './use-typed.ts'

export type By = 'month' | 'quarter'
type Months = TargetHolder['months']
type TargetSheetProps = {
  year: number
  by: By
  currency: string
  kept: readonly TargetHolder[]
  /** Hears whether something is typed and not saved. */
  onUnsaved: (is: boolean) => void
}

/** Teams and sellers by months or quarters; what is typed or pasted is saved together, in one act. */
export function TargetSheet({ year, by, currency, kept, onUnsaved }: TargetSheetProps) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo(() => columnsOf({ year, by, currency, format, t }), [year, by, currency, format, t])
  const { rows, change, add, changes, save, saving, forget } = useTyped(year, kept)
  const unsaved = changes > 0
  useEffect(() => {
    onUnsaved(unsaved)
    return () => onUnsaved(false)
  }, [unsaved, onUnsaved])
  return (
    <>
      <p className={styles.quiet}>{t('sales.targets.sheetHint', { currency })}</p>
      <div className={styles.sheet}>
        <Sheet
          label={t('sales.targets.title')}
          columns={columns}
          rows={rows}
          idOf={idOf}
          nameOf={({ name }) => name}
          onChange={change}
        />
      </div>
      <div className={styles.adding}>
        <AddSeller label={t('sales.targets.addSeller')} onAdd={add} />
      </div>
      {unsaved && (
        <div className={styles.saving}>
          <span role="status">{t('sales.targets.unsaved', { count: changes })}</span>
          <Button onClick={forget}>{t('sales.targets.forget')}</Button>
          <Button variant="filled" loading={saving} onClick={() => void save()}>
            {t('sales.targets.save')}
          </Button>
        </div>
      )}
    </>
  )
}

type Reading = { year: number; by: By; currency: string; format: Formats; t: Translate }

function columnsOf({ year, by, currency, format, t }: Reading): SheetColumn<TargetHolder>[] {
  const span = by === 'month' ? 1 : 3
  const headOf = (at: number) =>
    span === 1
      ? format.dateParts(`${year}-${String(at + 1).padStart(2, '0')}-01`, { month: 'short', timeZone: 'UTC' })
      : t('sales.targets.quarter', { quarter: at / 3 + 1 })
  const amountColumn = (first: number, count: number, head: string): SheetColumn<TargetHolder> => ({
    key: `${first}-${count}`,
    head,
    align: 'end',
    inputMode: 'decimal',
    show: ({ months }) => {
      const sum = sumOf(months, first, count)
      return sum === null ? '' : whole(sum, currency, format)
    },
    typed: ({ months }) => {
      const sum = sumOf(months, first, count)
      return sum === null ? '' : typedAmount(sum, currency, format)
    },
    read: (text, row) => {
      const amount = text === '' ? null : amountOf(text, currency, format)
      if (amount === undefined) return { problem: 'sales.targets.notAmount' }
      const parts = amount === null ? null : spread(amount, count)
      const months = row.months.map((was, at) =>
        at >= first && at < first + count ? (parts?.[at - first] ?? null) || null : was,
      )
      return { row: { ...row, months } }
    },
  })
  return [
    {
      key: 'name',
      head: t('sales.targets.who'),
      wide: true,
      show: ({ kind, name, active }) =>
        [name, kind === 'team' && t('sales.targets.team'), !active && t('sales.targets.left')]
          .filter(Boolean)
          .join(' · '),
    },
    ...Array.from({ length: 12 / span }, (_, at) => amountColumn(at * span, span, headOf(at * span))),
    amountColumn(0, 12, t('sales.targets.year')),
  ]
}

function sumOf(months: Months, first: number, count: number): number | null {
  const within = months.slice(first, first + count)
  return within.every(amount => amount === null)
    ? null
    : within.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
}

/** Without the decimals, which would make thirteen columns too wide; who steps into the cell sees them. */
const whole = (minor: number, currency: string, format: Formats) =>
  format.number(minor / 10 ** minorDigits(currency), { maximumFractionDigits: 0 })

/** Minor units; undefined where it is no amount, or a negative or huge one. */
function amountOf(text: string, currency: string, format: Formats): number | undefined {
  const read = moneyOf(text, format.locale, currency)
  const value = 'value' in read ? Number(read.value) : Number.NaN
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined
}
