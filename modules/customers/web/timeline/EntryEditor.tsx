import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { customersContract, type TimelineEntry } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import { ComposerFields } from './ComposerFields.tsx'
import { type Draft, emptyDraft, hasTitle, type Writing } from './draft.ts'
import { minutesOf } from './entry-kinds.ts'
import styles from './EntryText.module.css'
import { mentionedIn } from './mention-text.ts'
import { MentionTextarea } from './MentionTextarea.tsx'

/** An entry being changed, in its place on the timeline. */
export function EntryEditor({ entry, onDone }: { entry: TimelineEntry; onDone: () => void }) {
  const t = useT()
  const act = useAct()
  const writing = entry.kind as Writing
  const [draft, setDraft] = useState<Draft>(() => draftOf(entry))
  const [saving, setSaving] = useState(false)
  const change = (part: Partial<Draft>) => setDraft(before => ({ ...before, ...part }))
  const save = async () => {
    setSaving(true)
    const answer = await act(
      customersContract.changeEntry,
      {
        params: { id: entry.customerId, childId: entry.id },
        body: changeOf(entry, draft),
        ifMatch: entry.version,
      },
      t('customers.done.entryChanged'),
    )
    setSaving(false)
    if (answer) onDone()
  }
  return (
    <div
      className={styles.editor}
      onKeyDown={event => event.key === 'Escape' && !event.defaultPrevented && onDone()}
    >
      {hasTitle(writing) && (
        <TextInput
          data-autofocus
          autoFocus
          value={draft.title}
          maxLength={300}
          dir="auto"
          aria-label={t(`customers.composer.title.${writing}`)}
          onChange={event => change({ title: event.currentTarget.value })}
        />
      )}
      <div className={styles.frame}>
        <MentionTextarea
          value={draft.body}
          onChange={body => change({ body })}
          onMention={mention => change({ mentions: [...draft.mentions, mention] })}
          label={t(`customers.composer.text.${writing}`)}
          placeholder={t(`customers.composer.text.${writing}`)}
          minRows={2}
          onSubmit={() => void save()}
          autoFocus={!hasTitle(writing)}
        />
      </div>
      <ComposerFields writing={writing} draft={draft} onDraft={change} />
      <div className={styles.editorActs}>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button variant="filled" loading={saving} onClick={() => void save()}>
          {t('ui.save')}
        </Button>
      </div>
    </div>
  )
}

function draftOf(entry: TimelineEntry): Draft {
  return {
    ...emptyDraft,
    title: entry.title,
    body: entry.body ?? '',
    direction: entry.direction === 'in' ? 'in' : 'out',
    at: entry.at,
    minutes: minutesOf(entry),
  }
}

function changeOf(entry: TimelineEntry, draft: Draft) {
  const at = draft.at ?? entry.at
  const mentions = mentionedIn(draft.body, draft.mentions)
  return {
    title: draft.title.trim(),
    body: draft.body.trim() || null,
    ...(at === entry.at ? {} : { at }),
    endsAt: draft.minutes ? new Date(Date.parse(at) + draft.minutes * 60_000).toISOString() : null,
    ...(entry.direction ? { direction: draft.direction } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
  }
}
