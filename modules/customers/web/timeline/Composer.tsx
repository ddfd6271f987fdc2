import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Kbd } from '../../../../ui/theme/parts.tsx'
import { readableKeys } from '../../../../ui/shell/shortcuts.ts'
import { customersContract } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import styles from './Composer.module.css'
import { ComposerFields } from './ComposerFields.tsx'
import {
  canSave,
  type Draft,
  emptyDraft,
  entryOf,
  hasTitle,
  isBlank,
  keepDraft,
  keptDraft,
  taskOf,
  type Writing,
  writings,
} from './draft.ts'
import { MentionTextarea } from './MentionTextarea.tsx'

/** What the composer writes, and since when: a new `asked` puts the caret into it. */
export type Composing = { writing: Writing; asked: number }

type ComposerProps = {
  customerId: string
  composing: Composing
  onWriting: (writing: Writing) => void
  /** It was saved; the composer goes back to a note. */
  onSaved: () => void
}

/** Where one writes down what happened, or what is to be done. */
export function Composer({ customerId, composing, onWriting, onSaved }: ComposerProps) {
  const t = useT()
  const { writing, asked } = composing
  const [touched, setTouched] = useState(false)
  const { draft, change, save, saving } = useDraft(customerId, writing, () => {
    setTouched(false)
    onSaved()
  })
  const text = useRef<HTMLTextAreaElement>(null)
  const title = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked > 0) (hasTitle(writing) ? title : text).current?.focus()
  }, [asked, writing])
  const open = touched || !isBlank(draft) || asked > 0 || writing !== 'note'
  return (
    <div className={styles.composer} data-open={open || undefined}>
      <WritingTabs writing={writing} onWriting={onWriting} />
      {hasTitle(writing) && (
        <TextInput
          ref={title}
          variant="unstyled"
          classNames={{ input: styles.title ?? '' }}
          value={draft.title}
          {...(draft.title ? { dir: 'auto' } : {})}
          maxLength={300}
          aria-label={t(`customers.composer.title.${writing}`)}
          placeholder={t(`customers.composer.title.${writing}`)}
          onChange={event => change({ title: event.currentTarget.value })}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            if (writing === 'task' || event.ctrlKey || event.metaKey) void save()
            else text.current?.focus()
          }}
        />
      )}
      <MentionTextarea
        field={text}
        value={draft.body}
        onChange={body => change({ body })}
        onMention={mention => change({ mentions: [...draft.mentions, mention] })}
        label={t(`customers.composer.text.${writing}`)}
        placeholder={t(`customers.composer.text.${writing}`)}
        minRows={open && writing === 'note' ? 3 : 1}
        onFocus={() => setTouched(true)}
        onSubmit={() => void save()}
      />
      {open && (
        <div className={styles.foot}>
          <ComposerFields writing={writing} draft={draft} onDraft={change} />
          <Button
            variant="filled"
            loading={saving}
            disabled={!canSave(writing, draft)}
            onClick={() => void save()}
            rightSection={
              canSave(writing, draft) && (
                <Kbd on="accent">{readableKeys('mod+Enter').replace('Enter', '⏎')}</Kbd>
              )
            }
          >
            {t(`customers.composer.save.${writing}`)}
          </Button>
        </div>
      )}
    </div>
  )
}

function WritingTabs({ writing, onWriting }: Pick<ComposerProps, 'onWriting'> & { writing: Writing }) {
  const t = useT()
  return (
    <div className={styles.tabs} role="group" aria-label={t('customers.composer.label')}>
      {writings.map(kind => (
        <button key={kind} type="button" aria-pressed={kind === writing} onClick={() => onWriting(kind)}>
          {t(`customers.composer.tab.${kind}`)}
        </button>
      ))}
    </div>
  )
}

function useDraft(customerId: string, writing: Writing, onSaved: () => void) {
  const t = useT()
  const act = useAct()
  const [draft, setDraft] = useState<Draft>(() => keptDraft(customerId))
  const [saving, setSaving] = useState(false)
  const put = (next: Draft) => {
    setDraft(next)
    keepDraft(customerId, next)
  }
  const save = async () => {
    if (!canSave(writing, draft) || saving) return
    setSaving(true)
    const params = { id: customerId }
    const done = t(`customers.done.${writing}`)
    const idempotencyKey = crypto.randomUUID()
    const answer =
      writing === 'task'
        ? await act(customersContract.addTask, { params, body: taskOf(draft), idempotencyKey }, done)
        : await act(
            customersContract.addEntry,
            { params, body: entryOf(writing, draft, new Date()), idempotencyKey },
            done,
          )
    setSaving(false)
    if (!answer) return
    put(emptyDraft)
    onSaved()
  }
  return { draft, change: (part: Partial<Draft>) => put({ ...draft, ...part }), save, saving }
}
