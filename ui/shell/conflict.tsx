import { Button, Modal, Radio } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import type { RecordRow } from '../field/record.ts'
import { fieldOf, labelOf, titleOf, withPatch } from '../field/record.ts'
import styles from './conflict.module.css'

/** Two people changed the same record. `yours` is the change that was refused, `theirs` the record as it is now. */
export type ConflictQuestion = { entity: EntityDescriptor; yours: Record<string, unknown>; theirs: RecordRow }

type Asked = ConflictQuestion & { answer: (patch: Record<string, unknown> | null) => void }

let asked: Asked | null = null
const listeners = new Set<() => void>()

function show(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

/**
 * Lets the person choose per field. Gives the change to send on top of `theirs` (empty: theirs stays), or null when
 * the person closes the dialog without choosing.
 */
export function askConflict(question: ConflictQuestion): Promise<Record<string, unknown> | null> {
  return new Promise(answer => {
    asked?.answer(null)
    show({ ...question, answer })
  })
}

/** Shows the question; mounted once by the shell. */
export function ConflictHost() {
  const question = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
  return question && <ConflictDialog key={question.theirs.id} question={question} />
}

function ConflictDialog({ question }: { question: Asked }) {
  const t = useT()
  const { entity, theirs } = question
  const keys = changedKeys(question)
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(keys))
  const close = (patch: Record<string, unknown> | null) => {
    show(null)
    question.answer(patch)
  }
  const pick = (key: string, side: string) => {
    const next = new Set(mine)
    if (side === 'yours') next.add(key)
    else next.delete(key)
    setMine(next)
  }
  return (
    <Modal
      opened
      onClose={() => close(null)}
      title={t('ui.conflict.title', { name: titleOf(theirs, entity) })}
      size={620}
    >
      <p className={styles.intro}>{t('ui.conflict.intro')}</p>
      <div className={styles.fields}>
        {keys.map(key => (
          <ConflictField
            key={key}
            question={question}
            field={key}
            side={mine.has(key) ? 'yours' : 'theirs'}
            onPick={side => pick(key, side)}
          />
        ))}
      </div>
      <div className={styles.acts}>
        <Button onClick={() => close({})}>{t('ui.conflict.keepTheirs')}</Button>
        <Button variant="filled" onClick={() => close(patchOfKeys(question, mine))}>
          {t('ui.conflict.save')}
        </Button>
      </div>
    </Modal>
  )
}

type ConflictFieldProps = {
  question: ConflictQuestion
  field: string
  side: string
  onPick: (side: string) => void
}

function ConflictField({ question, field: key, side, onPick }: ConflictFieldProps) {
  const t = useT()
  const { entity, theirs, yours } = question
  const field = fieldOf(entity, key)
  if (!field) return null
  const sides = [
    ['yours', withPatch(theirs, yours)],
    ['theirs', theirs],
  ] as const
  return (
    <Radio.Group value={side} onChange={onPick} label={labelOf(entity, field, t)}>
      <div className={styles.sides}>
        {sides.map(([name, record]) => (
          <label key={name} className={styles.side} data-picked={side === name || undefined}>
            <Radio value={name} size="xs" aria-label={t(`ui.conflict.${name}`)} />
            <span>
              <small>{t(`ui.conflict.${name}`)}</small>
              <FieldValue entity={entity} field={field} record={record} form="full" />
            </span>
          </label>
        ))}
      </div>
    </Radio.Group>
  )
}

function changedKeys({ yours, entity }: ConflictQuestion): string[] {
  const custom = (yours['custom'] ?? {}) as Record<string, unknown>
  return [...Object.keys(yours).filter(key => key !== 'custom'), ...Object.keys(custom)].filter(key =>
    fieldOf(entity, key),
  )
}

function patchOfKeys({ yours }: ConflictQuestion, keys: ReadonlySet<string>): Record<string, unknown> {
  const picked = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)))
  const custom = picked((yours['custom'] ?? {}) as Record<string, unknown>)
  return { ...picked(yours), ...(Object.keys(custom).length > 0 ? { custom } : {}) }
}
