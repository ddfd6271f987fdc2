import { Button, TextInput } from '@mantine/core'
import { Lightbulb } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { fieldOf, type RecordRow } from '../../../../ui/field/record.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { Card, Kbd, Sentence } from '../../../../ui/theme/parts.tsx'
import { opportunityOf, stepOf } from '../opportunity.ts'
import styles from './deal.module.css'
import { useDealEdit } from './use-deal-edit.ts'

/** What is to be done next and when, or that nothing is planned; planned, changed and done in its place. */
export function NextStep({ record }: { record: RecordRow }) {
  const t = useT()
  const may = useMay()
  const deal = opportunityOf(record)
  const step = stepOf(deal, new Date())
  const [editing, setEditing] = useState<'change' | 'anew' | null>(null)
  const writable = may('sales.write') && step !== 'none'
  useShortcut(
    writable ? { keys: 'n', label: t('sales.deal.next.edit'), run: () => setEditing('change') } : null,
  )
  if (step === 'none') return null
  if (editing) return <StepEditor record={record} anew={editing === 'anew'} onDone={() => setEditing(null)} />
  const plan = (
    <Button rightSection={<Kbd>N</Kbd>} aria-keyshortcuts="n" onClick={() => setEditing('change')}>
      {t(step === 'missing' ? 'sales.deal.next.plan' : 'sales.deal.next.change')}
    </Button>
  )
  return (
    <Sentence
      tone={step === 'planned' ? 'accent' : 'amber'}
      icon={<Lightbulb size={16} aria-hidden />}
      acts={
        writable && (
          <>
            {step !== 'missing' && (
              <Button onClick={() => setEditing('anew')}>{t('sales.deal.next.done')}</Button>
            )}
            {plan}
          </>
        )
      }
    >
      <StepWords record={record} />
    </Sentence>
  )
}

function StepWords({ record }: { record: RecordRow }) {
  const t = useT()
  const format = useFormat()
  const deal = opportunityOf(record)
  const { nextStep, nextStepAt } = deal
  if (stepOf(deal, new Date()) === 'missing')
    return (
      <>
        <b>{t('sales.deal.next.none')}</b> {t('sales.deal.next.noneHint')}
      </>
    )
  const late = stepOf(deal, new Date()) === 'late'
  return (
    <>
      <b>
        <bdi>{nextStep ?? t('sales.step.unnamed')}</bdi>
      </b>{' '}
      {nextStepAt
        ? t(late ? 'sales.deal.next.late' : 'sales.deal.next.due', {
            when: format.relative(nextStepAt),
            date: format.dateTime(nextStepAt),
          })
        : t('sales.deal.next.undated')}
    </>
  )
}

type StepEditorProps = {
  record: RecordRow
  /** The one that stood here is done: what comes now begins empty. */
  anew: boolean
  onDone: () => void
}

function StepEditor({ record, anew, onDone }: StepEditorProps) {
  const t = useT()
  const entity = useEntity('opportunity')
  const save = useDealEdit('sales.deal.next.saved')
  const [began] = useState(record)
  const before = opportunityOf(began)
  const [step, setStep] = useState(anew ? '' : (before.nextStep ?? ''))
  const [at, setAt] = useState<unknown>(anew ? null : before.nextStepAt)
  const [sending, setSending] = useState(false)
  const dayField = fieldOf(entity, 'nextStepAt')
  const send = async () => {
    setSending(true)
    try {
      await save(began, { nextStep: step.trim() || null, nextStepAt: at ?? null })
      onDone()
    } catch {
      // Whoever saves has said why; what was typed stays.
    } finally {
      setSending(false)
    }
  }
  return (
    <Card aria-label={t('sales.deal.next.edit')}>
      <form
        className={styles.step}
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
        onKeyDown={event => {
          const popup = event.currentTarget.querySelector('[aria-expanded="true"]')
          if (event.key !== 'Escape' || popup) return
          event.stopPropagation()
          onDone()
        }}
      >
        <TextInput
          className={styles.stepWords ?? ''}
          label={t('entity.opportunity.nextStep')}
          value={step}
          dir="auto"
          maxLength={300}
          autoFocus
          onChange={event => setStep(event.currentTarget.value)}
        />
        <div className={styles.stepDay}>
          {dayField && (
            <FieldEditor
              entity={entity}
              field={dayField}
              label={t('entity.opportunity.nextStepAt')}
              value={at}
              onChange={setAt}
            />
          )}
        </div>
        <div className={styles.stepActs}>
          <Button onClick={onDone}>{t('ui.cancel')}</Button>
          <Button type="submit" variant="filled" loading={sending}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
