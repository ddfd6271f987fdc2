import { Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, RefObject } from 'react'
import { useId, useRef, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Reference } from '../../../../ui/field/record.ts'
import { Avatar } from '../../../../ui/theme/parts.tsx'
import { findColleagues } from '../references.tsx'
import styles from './Composer.module.css'
import { type Mention, mentionAt, withMention } from './mention-text.ts'

type MentionTextareaProps = {
  value: string
  onChange: (text: string) => void
  /** A colleague was chosen from the list. */
  onMention: (mention: Mention) => void
  label: string
  placeholder: string
  minRows?: number
  onFocus?: () => void
  /** Ctrl+Enter. */
  onSubmit: () => void
  field?: RefObject<HTMLTextAreaElement | null>
  autoFocus?: boolean
}

/** A text in which @ offers colleagues; arrows choose, Enter or Tab takes. */
export function MentionTextarea(props: MentionTextareaProps) {
  const { value, onChange, onMention, label, placeholder, minRows = 1, onFocus, onSubmit } = props
  const own = useRef<HTMLTextAreaElement>(null)
  const field = props.field ?? own
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [closed, setClosed] = useState(-1)
  const [at, setAt] = useState(0)
  const asking = mentionAt(value, caret)
  const found = useColleagues(asking && asking.from !== closed ? asking.asked : null)
  const open = asking !== null && asking.from !== closed && found.length > 0
  const marked = Math.min(at, found.length - 1)
  const take = (colleague: Reference) => {
    if (!asking) return
    const next = withMention(value, { from: asking.from, to: caret, name: colleague.title })
    onMention({ id: colleague.id, name: colleague.title })
    onChange(next.text)
    setCaret(next.caret)
    // The caret can be set only after the new text is drawn.
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return consume(event, onSubmit)
    if (!open || event.nativeEvent.isComposing) return
    const chosen = found[marked]
    if (event.key === 'ArrowDown') consume(event, () => setAt((marked + 1) % found.length))
    else if (event.key === 'ArrowUp') consume(event, () => setAt((marked + found.length - 1) % found.length))
    else if (event.key === 'Escape') consume(event, () => setClosed(asking.from))
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) consume(event, () => take(chosen))
  }
  return (
    <div className={styles.mentioning}>
      <Textarea
        ref={field}
        value={value}
        aria-label={label}
        placeholder={placeholder}
        autosize
        autoFocus={props.autoFocus ?? false}
        minRows={minRows}
        maxRows={16}
        {...(value ? { dir: 'auto' } : {})}
        maxLength={50_000}
        variant="unstyled"
        classNames={{ input: styles.text ?? '' }}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${marked}` : undefined}
        onFocus={() => onFocus?.()}
        onKeyDown={onKeyDown}
        onSelect={event => setCaret(event.currentTarget.selectionStart)}
        onChange={event => {
          setCaret(event.currentTarget.selectionStart)
          setAt(0)
          onChange(event.currentTarget.value)
        }}
      />
      {open && <Colleagues id={listId} found={found} marked={marked} onTake={take} />}
    </div>
  )
}

function consume(event: KeyboardEvent, act: () => void): void {
  event.preventDefault()
  event.stopPropagation()
  act()
}

function useColleagues(asked: string | null): readonly Reference[] {
  const [text] = useDebouncedValue(asked, 120)
  const found = useQuery({
    queryKey: ['customers.colleagues', text],
    queryFn: ({ signal }) => findColleagues(text ?? '', signal),
    enabled: text !== null,
    staleTime: 60_000,
    placeholderData: former => former,
  })
  return asked === null ? [] : (found.data ?? []).slice(0, 6)
}

type ColleaguesProps = {
  id: string
  found: readonly Reference[]
  marked: number
  onTake: (colleague: Reference) => void
}

function Colleagues({ id, found, marked, onTake }: ColleaguesProps) {
  const t = useT()
  return (
    <div className={styles.colleagues} role="listbox" id={id} aria-label={t('customers.composer.colleagues')}>
      {found.map((colleague, index) => (
        <button
          key={colleague.id}
          type="button"
          role="option"
          id={`${id}-${index}`}
          aria-selected={index === marked}
          tabIndex={-1}
          // The field keeps the focus.
          onMouseDown={event => event.preventDefault()}
          onClick={() => onTake(colleague)}
        >
          <Avatar name={colleague.title} id={colleague.id} size="small" />
          {colleague.title}
        </button>
      ))}
    </div>
  )
}
