import { Button, TextInput } from '@mantine/core'
import { ArrowLeft } from 'lucide-react'
import { type Dispatch, type SetStateAction, useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { notify } from '../../../../ui/shell/toasts.ts'
import { Kbd } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type PairView, type Verdict } from '../../contract.ts'
import { Asked } from './Asked.tsx'
import styles from './desk.module.css'
import { SideBySide } from './SideBySide.tsx'
import type { Deciding, PairKey } from './use-desk.ts'
import { Why } from './Why.tsx'

/** Whose value is kept, by field, where the steward says so. */
type Keep = Readonly<Record<string, string>>

type PairDeskProps = {
  of: PairKey
  at: { place: number; count: number }
  progress: ReplyOf<typeof matchingContract.progress> | undefined
  onDecide: (pair: Deciding['pair'], how: Omit<Deciding, 'pair'>) => void
  onBack: () => void
}

/** One pair: side by side, why it is asked, and what can be said about it. */
export function PairDesk({ of, at, progress, onDecide, onBack }: PairDeskProps) {
  const t = useT()
  const [id = '', otherId = ''] = of.split('.')
  const [keep, setKeep] = useState<Keep>({})
  const asked = useCall(matchingContract.pair, { params: { id, otherId } }, { staleTime: 30_000 })
  return (
    <>
      <section className={styles.middle} tabIndex={0} role="region" aria-label={t('matching.desk.title')}>
        <p className={styles.steps}>
          <Button
            size="compact-sm"
            leftSection={<ArrowLeft size={14} className="flip" aria-hidden />}
            onClick={onBack}
          >
            {t('matching.desk.back')}
          </Button>
          {t('matching.desk.step', { at: at.place, count: at.count })}
        </p>
        {asked.data ? (
          <Question pair={asked.data} keep={keep} setKeep={setKeep} onDecide={onDecide} />
        ) : (
          <Reading of={asked} lines={10} />
        )}
      </section>
      <aside className={styles.right}>
        {asked.data && <Why pair={asked.data} keep={keep} progress={progress} />}
      </aside>
    </>
  )
}

type QuestionProps = Pick<PairDeskProps, 'onDecide'> & {
  pair: PairView
  keep: Keep
  setKeep: Dispatch<SetStateAction<Keep>>
}

function Question({ pair, keep, setKeep, onDecide }: QuestionProps) {
  const t = useT()
  const [reason, setReason] = useState('')
  const kinds = new Set([pair.first.kind, pair.second.kind])
  const kind = kinds.size > 1 ? 'mixed' : kinds.has('organisation') ? 'organisation' : 'person'
  const name = pair.first.name
  return (
    <>
      <h2 className={styles.question}>{t(`matching.desk.${kind}`)}</h2>
      <Asked pair={pair} />
      <SideBySide
        pair={pair}
        keep={keep}
        onKeep={(field, owner) => setKeep(before => ({ ...before, [field]: owner }))}
      />
      <Verdicts
        pair={pair}
        organisation={kind === 'organisation'}
        onSay={verdict =>
          onDecide({ ...pair, name }, { verdict, reason, keep: verdict === 'same' ? keep : {} })
        }
      />
      <TextInput
        className={styles.reason}
        placeholder={t('matching.desk.reason')}
        aria-label={t('matching.desk.reason')}
        value={reason}
        maxLength={1000}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <p className={styles.promise}>{t('matching.desk.promise')}</p>
    </>
  )
}

type VerdictsProps = { pair: PairView; organisation: boolean; onSay: (verdict: Verdict) => void }

function Verdicts({ pair, organisation, onSay }: VerdictsProps) {
  const t = useT()
  const may = useMay()('matching.decide')
  const group = t('matching.desk.title')
  const openBoth = () => open(pair, t('matching.desk.openBoth'))
  useShortcut(
    may ? { keys: 's', label: t('matching.desk.keys.same'), group, run: () => onSay('same') } : null,
  )
  useShortcut(
    may
      ? { keys: 'd', label: t('matching.desk.keys.different'), group, run: () => onSay('different') }
      : null,
  )
  useShortcut(
    may ? { keys: 'l', label: t('matching.desk.keys.later'), group, run: () => onSay('later') } : null,
  )
  useShortcut({ keys: 'o', label: t('matching.desk.keys.open'), group, run: openBoth })
  return (
    <div className={styles.verdicts}>
      {may && (
        <>
          <Button
            size="md"
            variant="filled"
            rightSection={<Kbd on="accent">S</Kbd>}
            onClick={() => onSay('same')}
          >
            {t(organisation ? 'matching.desk.oneOrganisation' : 'matching.desk.onePerson')}
          </Button>
          <Button size="md" rightSection={<Kbd>D</Kbd>} onClick={() => onSay('different')}>
            {t(organisation ? 'matching.desk.twoOrganisations' : 'matching.desk.twoPeople')}
          </Button>
          <Button size="md" rightSection={<Kbd>L</Kbd>} onClick={() => onSay('later')}>
            {t('matching.desk.later')}
          </Button>
        </>
      )}
      <span className={styles.space} />
      <Button size="md" rightSection={<Kbd>O</Kbd>} onClick={openBoth}>
        {t('matching.desk.openBoth')}
      </Button>
    </div>
  )
}

/** Browsers let a key open one window, sometimes only one: then it says so, and names are links as well. */
function open({ first, second }: PairView, words: string): void {
  const opened = [second, first].map(({ id }) => window.open(`/customers/${id}`, `customer ${id}`))
  if (opened.includes(null)) notify({ message: words, tone: 'red' })
}
