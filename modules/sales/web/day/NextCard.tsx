import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState, TextLink } from '../../../../ui/theme/parts.tsx'
import { dayContract } from '../../contract.ts'
import { Meant } from '../pictures/Rows.tsx'
import styles from './day.module.css'
import { NextLine } from './NextLine.tsx'

const shownAtFirst = 8
const reads = [dayContract.myDay]

/** What to do next and why, the most urgent first, with the act beside it. */
export function NextCard() {
  const t = useT()
  const [all, setAll] = useState(false)
  const asked = useCall(dayContract.myDay)
  useLive(['opportunity', 'lead', 'timeline-entry', 'batch'], { invalidates: reads })
  const title = t('sales.day.title')
  const { items = [], total = 0 } = asked.data ?? {}
  const shown = all ? items : items.slice(0, shownAtFirst)
  const left = total - items.length
  return (
    <Card
      title={title}
      aria-label={title}
      aside={items.length > 0 && <Meant means={t('sales.day.howText')}>{t('sales.day.how')}</Meant>}
    >
      <Reading of={asked} lines={8} />
      {asked.data && items.length === 0 && (
        <EmptyState icon={<ListChecks size={20} aria-hidden />} title={t('sales.day.none')}>
          {t('sales.day.noneHint')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {shown.map(item => (
          <NextLine key={item.id} item={item} />
        ))}
      </ul>
      {items.length > shown.length && (
        <TextLink onClick={() => setAll(true)}>
          {t('sales.day.more', { count: items.length - shown.length })}
        </TextLink>
      )}
      {all && left > 0 && <p className={styles.rest}>{t('sales.day.rest', { count: left })}</p>}
    </Card>
  )
}
