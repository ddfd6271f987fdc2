import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type Leaver, leaverContract as api } from '../../contract.ts'
import styles from './territories.module.css'
import { useTerritoryAct } from './use-territory-act.ts'

/** What people left whose holdout is over, and to whom it would go; nothing where there is none. */
export function LeaversCard() {
  const t = useT()
  const may = useMay()
  const asked = useCall(api.leavers, {}, { enabled: may('sales.manage') })
  const items = asked.data?.items ?? []
  if (items.length === 0) return null
  const title = t('sales.leavers.title')
  return (
    <Card title={title} aria-label={title}>
      <p className={styles.quiet}>{t('sales.leavers.hint')}</p>
      <ul className={styles.list}>
        {items.map(leaver => (
          <LeaverLine key={leaver.id} leaver={leaver} />
        ))}
      </ul>
    </Card>
  )
}

function LeaverLine({ leaver: { id, name, leftAt, shares } }: { leaver: Leaver }) {
  const t = useT()
  const format = useFormat()
  const act = useTerritoryAct()
  const [sending, setSending] = useState(false)
  const deal = async () => {
    setSending(true)
    const answer = await act(api.dealOut, { params: { id } }, null)
    setSending(false)
    if (answer)
      act.tell(
        t('sales.leavers.done', { customers: answer.data.customers, deals: answer.data.deals }),
        answer.batch,
      )
  }
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <div className={styles.words}>
          <p className={styles.name}>
            {t('sales.leavers.left', { name: name ?? '–', when: format.relative(leftAt) })}
          </p>
          {shares.map(({ to, why, customers, deals }) => (
            <p key={`${to?.id} ${why} ${customers > 0}`} className={styles.aside}>
              {customers === 0
                ? t(`sales.leavers.only.${why ?? 'none'}`, { deals, name: to?.name ?? '' })
                : t(`sales.leavers.share.${why ?? 'none'}`, { customers, name: to?.name ?? '' })}
              {customers > 0 && deals > 0 && ` ${t('sales.leavers.deals', { deals })}`}
            </p>
          ))}
        </div>
        {shares.some(({ to }) => to !== null) && (
          <Button loading={sending} onClick={() => void deal()}>
            {t('sales.leavers.deal')}
          </Button>
        )}
      </div>
    </li>
  )
}
