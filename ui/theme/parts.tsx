import { Inbox, TriangleAlert } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { Button } from '@mantine/core'
import type { Tone } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import styles from './parts.module.css'

/** A short state in a soft colour; the word carries the meaning, the tone only helps. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles['badge']} data-tone={tone}>
      <span>{children}</span>
    </span>
  )
}

/** The key that does the same as the button it stands on. */
export function Kbd({ children, on }: { children: ReactNode; on?: 'accent' }) {
  return (
    <kbd className={styles['kbd']} data-on={on} aria-hidden>
      {children}
    </kbd>
  )
}

/** Initials in a colour that is always the same for the same `id` (or name). */
export function Avatar({
  name,
  id,
  size,
  shape,
}: {
  name: string
  id?: string
  size?: 'small' | 'large'
  shape?: 'square'
}) {
  return (
    <span
      className={styles['avatar']}
      data-size={size}
      data-shape={shape}
      data-hue={hueOf(id ?? name)}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  )
}

function hueOf(text: string): number {
  let hash = 0
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return hash % 8
}

const segments = new Intl.Segmenter()

function firstCharacter(word: string): string {
  const [first] = segments.segment(word)
  return first?.segment ?? ''
}

function initialsOf(name: string): string {
  const words = name.split(/[\s,.-]+/u).filter(word => /^[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends
    .map(word => firstCharacter(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}

/** A titled box of the page. `aside` stands at the end of its head. */
export function Card({
  title,
  aside,
  children,
  ...rest
}: {
  title?: ReactNode
  aside?: ReactNode
  children: ReactNode
  'aria-label'?: string
}) {
  return (
    <section className={styles['card']} {...rest}>
      {(title || aside) && (
        <header className={styles['cardHead']}>
          <h2 className={styles['label']}>{title}</h2>
          {aside && <span className={styles['cardAside']}>{aside}</span>}
        </header>
      )}
      {children}
    </section>
  )
}

/** What the page wants to say in words, with what can be done about it. */
export function Sentence({
  icon,
  tone = 'accent',
  children,
  acts,
}: {
  icon?: ReactNode
  tone?: Tone
  children: ReactNode
  acts?: ReactNode
}) {
  return (
    <div className={styles['sentence']} data-tone={tone}>
      {icon}
      <p className={styles['sentenceText']}>{children}</p>
      {acts && <div className={styles['sentenceActs']}>{acts}</div>}
    </div>
  )
}

/** Nothing here yet: says what to do first. */
export function EmptyState({
  icon,
  title,
  children,
  acts,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  acts?: ReactNode
}) {
  return (
    <div className={styles['state']}>
      <span className={styles['stateMark']}>{icon ?? <Inbox size={20} aria-hidden />}</span>
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {acts && <div className={styles['stateActs']}>{acts}</div>}
    </div>
  )
}

/** It did not work: says what, and offers to try again. */
export function ErrorState({
  title,
  message,
  onRetry,
}: {
  title?: string
  message?: string | undefined
  onRetry?: (() => void) | undefined
}) {
  const t = useT()
  return (
    <div className={styles['state']} role="alert">
      <span className={styles['stateMark']} data-tone="red">
        <TriangleAlert size={20} aria-hidden />
      </span>
      <h3>{title ?? t('ui.error.title')}</h3>
      <p>{message ?? t('ui.error.unknown')}</p>
      {onRetry && (
        <div className={styles['stateActs']}>
          <Button onClick={onRetry}>{t('ui.error.retry')}</Button>
        </div>
      )}
    </div>
  )
}

/** The place of a text that is being read. */
export function Bone({ width = '100%', height }: { width?: number | string; height?: number }) {
  const style: CSSProperties = { width, ...(height ? { height } : {}) }
  return <span className={styles['bone']} style={style} aria-hidden />
}

/** The place of several lines that are being read. */
export function Bones({ lines = 3 }: { lines?: number }) {
  return (
    <div className={styles['bones']} aria-hidden>
      {Array.from({ length: lines }, (_, at) => (
        <Bone key={at} width={`${[92, 74, 83, 61][at % 4]}%`} />
      ))}
    </div>
  )
}

/** A score of 0 to 100 as a bar and a figure; below `low` it is amber. */
export function Score({ value, low = 60 }: { value: number; low?: number }) {
  const format = useFormat()
  const bounded = Math.max(0, Math.min(100, value))
  return (
    <span className={styles['score']}>
      <span className={styles['bar']} data-low={bounded < low || undefined} aria-hidden>
        <span style={{ width: `${bounded}%` }} />
      </span>
      {format.number(value, { maximumFractionDigits: 0 })}
    </span>
  )
}

/** A quiet, underlined act within text. */
export function TextLink({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <button type="button" className={styles['link']} onClick={onClick}>
      {children}
    </button>
  )
}

/** A section title in small capitals, as on cards. */
export function Label({ children }: { children: ReactNode }) {
  return <span className={styles['label']}>{children}</span>
}

/** A large number of a card. */
export function Figure({ children }: { children: ReactNode }) {
  return <strong className={styles['figure']}>{children}</strong>
}
