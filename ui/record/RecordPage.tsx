import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { Page } from '../shell/Page.tsx'
import { useShortcut } from '../shell/shortcuts.ts'
import { Avatar } from '../theme/parts.tsx'
import styles from './RecordPage.module.css'

/** Where the record stands in the list it was opened from. `at` counts from 1. */
export type Position = {
  at: number
  total: number | null
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

export type RecordPageProps = {
  title: string
  /** Names the colour of the avatar. */
  id: string
  subtitle?: ReactNode
  badges?: ReactNode
  /** One quiet line under the badges. */
  footing?: ReactNode
  /** “Things / Blue ones /”, before the title in the header line. */
  trail?: ReactNode
  position?: Position
  /** Buttons of the header line, the main one last. */
  acts?: ReactNode
  /** A `Sentence`: what to do next and why. */
  nextStep?: ReactNode
  left: ReactNode
  middle: ReactNode
  right: ReactNode
  /** Titles of the three zones on the phone. */
  zones?: { left?: string; middle?: string; right?: string }
}

/** The page of one record: what it is, what happened, what hangs on it. On a phone the three zones are tabs. */
export function RecordPage(props: RecordPageProps) {
  const { title, id, subtitle, badges, footing, trail, position, acts, nextStep } = props
  const crumbs = trail ? (
    <>
      {trail} <b className={styles.here}>{title}</b>
    </>
  ) : undefined
  return (
    <Page
      title={title}
      acts={acts}
      beside={position && <Steps position={position} />}
      {...(crumbs ? { crumbs } : {})}
    >
      <div className={styles.page}>
        <header className={styles.head}>
          <Avatar name={title} id={id} size="large" shape="square" />
          <div className={styles.names}>
            <p className={styles.title}>
              <bdi>{title}</bdi>
            </p>
            {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
          </div>
          <div className={styles.marks}>
            {badges && <div className={styles.badges}>{badges}</div>}
            {footing && <p className={styles.footing}>{footing}</p>}
          </div>
        </header>
        {nextStep}
        <Zones {...props} />
      </div>
    </Page>
  )
}

function Zones({ left, middle, right, zones = {} }: RecordPageProps) {
  const t = useT()
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const parts = [
    { name: 'middle', title: zones.middle ?? t('ui.record.middle'), content: middle },
    { name: 'facts', title: zones.left ?? t('ui.record.facts'), content: left },
    { name: 'right', title: zones.right ?? t('ui.record.right'), content: right },
  ]
  if (narrow) {
    return (
      <Tabs
        defaultValue="middle"
        keepMounted={false}
        classNames={{ tab: styles.tab ?? '', panel: styles.panel ?? '' }}
      >
        <Tabs.List grow>
          {parts.map(part => (
            <Tabs.Tab key={part.name} value={part.name}>
              {part.title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(part => (
          <Tabs.Panel key={part.name} value={part.name}>
            {part.content}
          </Tabs.Panel>
        ))}
      </Tabs>
    )
  }
  return (
    <div className={styles.zones}>
      <div className={styles.zone}>{left}</div>
      <div className={styles.zone}>{middle}</div>
      <div className={styles.zone}>{right}</div>
    </div>
  )
}

function Steps({ position }: { position: Position }) {
  const t = useT()
  const format = useFormat()
  const { at, total, onPrevious, onNext } = position
  useShortcut(onPrevious ? { keys: 'k', label: t('ui.record.previous'), run: onPrevious } : null)
  useShortcut(onNext ? { keys: 'j', label: t('ui.record.next'), run: onNext } : null)
  return (
    <span className={styles.steps}>
      {total !== null && (
        <span>{t('ui.record.position', { at: format.number(at), total: format.number(total) })}</span>
      )}
      <button
        type="button"
        onClick={onPrevious}
        disabled={!onPrevious}
        aria-label={t('ui.record.previous')}
        title={`${t('ui.record.previous')} (K)`}
      >
        <ChevronUp size={15} aria-hidden />
      </button>
      <button
        type="button"
        onClick={onNext}
        disabled={!onNext}
        aria-label={t('ui.record.next')}
        title={`${t('ui.record.next')} (J)`}
      >
        <ChevronDown size={15} aria-hidden />
      </button>
    </span>
  )
}
