import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { Badge, Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { type HandOver, type Territory, territoryContract as api } from '../../contract.ts'
import { HandOverDialog } from './HandOverDialog.tsx'
import { HoldoutField } from './HoldoutField.tsx'
import styles from './territories.module.css'
import { useTerritoryAct } from './use-territory-act.ts'

/** What is being handed over, as far as it concerns me. */
export function HandOversCard({ territories }: { territories: readonly Territory[] }) {
  const t = useT()
  const may = useMay()
  const asked = useCall(api.handOvers)
  const [asking, setAsking] = useState(false)
  const title = t('sales.handOvers.title')
  const items = asked.data?.items ?? []
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        may('sales.write') && <TextLink onClick={() => setAsking(true)}>{t('sales.handOvers.ask')}</TextLink>
      }
    >
      <Reading of={asked} lines={3} />
      {asked.data && items.length === 0 && <p className={styles.quiet}>{t('sales.handOvers.none')}</p>}
      <ul className={styles.list}>
        {items.map(one => (
          <HandOverLine key={one.id} handOver={one} />
        ))}
      </ul>
      {may('sales.manage') && <HoldoutField />}
      {asking && <HandOverDialog territories={territories} onDone={() => setAsking(false)} />}
    </Card>
  )
}

/** On the start page: hand-overs that wait for my word; nothing where there are none. */
export function WaitingHandOvers() {
  const t = useT()
  const { user } = useSession()
  const asked = useCall(api.handOvers, {}, { staleTime: 60_000 })
  const mine = asked.data?.items.filter(({ waitsFor }) => waitsFor.includes(user.id)) ?? []
  if (mine.length === 0) return null
  const title = t('sales.handOvers.waiting')
  return (
    <Card title={title} aria-label={title}>
      <ul className={styles.list}>
        {mine.map(one => (
          <HandOverLine key={one.id} handOver={one} />
        ))}
      </ul>
    </Card>
  )
}

const tones = { asked: 'amber', refused: 'neutral', done: 'accent' } as const

function HandOverLine({ handOver }: { handOver: HandOver }) {
  const t = useT()
  const act = useTerritoryAct()
  const { user } = useSession()
  const { id, from, to, customers, keptPercent, state, waitsFor, note, refusedWhy } = handOver
  const answer = (accept: boolean) =>
    void act(
      api.answerHandOver,
      { params: { id }, body: { accept } },
      t(accept ? 'sales.handOvers.done.accepted' : 'sales.handOvers.done.refused'),
    )
  const names = { from: from.name ?? '–', to: to.name ?? '–' }
  const more = [
    keptPercent > 0 && t('sales.handOvers.keeps', { from: names.from, percent: keptPercent }),
    note,
    refusedWhy,
  ].filter(Boolean)
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <div className={styles.words}>
          <p>{t('sales.handOvers.sentence', { ...names, count: customers })}</p>
          {more.length > 0 && <p className={styles.aside}>{more.join(' · ')}</p>}
        </div>
        <Badge tone={tones[state]}>{t(`sales.handOvers.state.${state}`)}</Badge>
        {waitsFor.includes(user.id) && (
          <div className={styles.answers}>
            <Button onClick={() => answer(false)}>{t('sales.handOvers.refuse')}</Button>
            <Button variant="filled" onClick={() => answer(true)}>
              {t('sales.handOvers.accept')}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}
