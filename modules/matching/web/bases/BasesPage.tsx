import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Layers, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type Base, matchingContract } from '../../contract.ts'
import { BaseDialog } from './BaseDialog.tsx'
import styles from './bases.module.css'

/** The bases that were brought together with ours, or are to be. */
export default function BasesPage() {
  const t = useT()
  const found = useCall(matchingContract.bases)
  const [opening, setOpening] = useState(false)
  const open = (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} onClick={() => setOpening(true)}>
      {t('matching.bases.new')}
    </Button>
  )
  const items = found.data?.items ?? []
  return (
    <Page title={t('matching.bases.title')} acts={items.length > 0 && open}>
      <div className={styles.column}>
        <Card>
          <Reading of={found} lines={4} />
          {found.isSuccess && items.length === 0 && (
            <EmptyState icon={<Layers size={20} aria-hidden />} title={t('matching.bases.none')} acts={open}>
              {t('matching.bases.noneHint')}
            </EmptyState>
          )}
          <ul className={styles.list}>
            {items.map(base => (
              <BaseLine key={base.id} base={base} />
            ))}
          </ul>
        </Card>
      </div>
      {opening && <BaseDialog onClose={() => setOpening(false)} />}
    </Page>
  )
}

function BaseLine({ base }: { base: Base }) {
  const t = useT()
  const format = useFormat()
  const { loaded, taken, unsure } = base.counts
  return (
    <li className={styles.line}>
      <Link to="/bases/$id" params={{ id: base.id } as never} className={styles.name}>
        <bdi>{base.name}</bdi>
      </Link>
      <span className={styles.about}>
        {[base.note, t('matching.bases.since', { at: format.date(base.createdAt) })]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className={styles.sums}>
        <span>{t('matching.bases.sums.loaded', { count: loaded })}</span>
        {taken > 0 && <span>{t('matching.bases.sums.taken', { count: taken })}</span>}
        {unsure > 0 && (
          <span data-part="unsure">
            {t('matching.bases.count.unsure')} {format.number(unsure)}
          </span>
        )}
      </span>
    </li>
  )
}
