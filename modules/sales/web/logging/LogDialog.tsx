import { Button, Checkbox, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { WithReferences } from '../../../customers/web/index.ts'
import { type LogKind, logKinds } from '../../contract.ts'
import { DayChips } from '../day/DayChips.tsx'
import { type Draft, isBlank, isComplete } from './kept.ts'
import { closeLog, discardLog, typeLog } from './log-store.ts'
import styles from './logging.module.css'
import { NotKept } from './NotKept.tsx'
import { Recent } from './Recent.tsx'
import { useDealsOf } from './use-deals.ts'

const who: Field = { key: 'customer', kind: 'reference', references: 'customer' }

type LogDialogProps = { draft: Draft; onSend: (draft: Draft) => Promise<void> }

/** A call or visit in a few keys: with whom, what came out of it, what comes next. What is typed survives everything. */
export function LogDialog({ draft, onSend }: LogDialogProps) {
  const t = useT()
  const change = (part: Partial<Draft>) => typeLog({ ...draft, ...part })
  return (
    <Modal opened onClose={closeLog} title={t('sales.log.title')} size={480}>
      <FormFrame
        onSend={() => void onSend(draft)}
        ready={isComplete(draft)}
        sending={false}
        act={t('sales.log.send')}
        byKey
        aside={!isBlank(draft) && <Button onClick={discardLog}>{t('sales.log.discard')}</Button>}
      >
        <NotKept />
        <Whom draft={draft} onChange={change} />
        <What draft={draft} onChange={change} />
        <Next draft={draft} onChange={change} />
      </FormFrame>
    </Modal>
  )
}

type PartProps = { draft: Draft; onChange: (change: Partial<Draft>) => void }

function Whom({ draft, onChange }: PartProps) {
  const t = useT()
  const entity = useEntity('opportunity')
  const { customer } = draft
  const pick = (next: Draft['customer']) =>
    onChange({ customer: next, deal: null, step: null, stepDone: false })
  return (
    <WithReferences>
      <div className={styles.whom}>
        <FieldEditor
          key={customer?.id ?? 'none'}
          entity={entity}
          field={who}
          label={t('sales.log.customer')}
          value={customer?.id ?? null}
          referenceTitle={customer?.title}
          onPick={pick}
          onChange={() => undefined}
          autoFocus={customer === null}
        />
        {customer === null && <Recent onPick={pick} />}
      </div>
    </WithReferences>
  )
}

function What({ draft, onChange }: PartProps) {
  const t = useT()
  const text = useRef<HTMLTextAreaElement>(null)
  const { customer, kind } = draft
  // Whoever has said with whom goes on with what.
  useEffect(() => {
    if (customer) text.current?.focus()
  }, [customer])
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('sales.log.kind')}
        data={logKinds.map(value => ({ value, label: t(`sales.log.kinds.${value}`) }))}
        value={kind}
        onChange={value => onChange({ kind: value as LogKind })}
      />
      <Textarea
        ref={text}
        // A dialog gives the keys to what is marked so, and otherwise to the cross that closes it.
        data-autofocus={customer !== null || undefined}
        label={t('sales.log.text')}
        value={draft.text}
        dir="auto"
        maxLength={2000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={event => onChange({ text: event.currentTarget.value })}
      />
      {(kind === 'call' || kind === 'email') && (
        <Checkbox
          label={t('sales.log.incoming')}
          checked={draft.incoming}
          onChange={event => onChange({ incoming: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

function Next({ draft, onChange }: PartProps) {
  const t = useT()
  const deals = useDealsOf(draft, onChange)
  const pick = (id: string | null) => {
    const deal = deals.find(one => one.id === id)
    onChange({ deal: deal ? { id: deal.id, title: deal.name } : null, step: deal?.nextStep ?? null })
  }
  return (
    <>
      {(deals.length > 0 || draft.deal) && (
        <Select
          label={t('sales.log.deal')}
          placeholder={t('sales.log.noDeal')}
          data={
            deals.length > 0
              ? deals.map(({ id, name }) => ({ value: id, label: name }))
              : [{ value: draft.deal?.id ?? '', label: draft.deal?.title ?? '' }]
          }
          value={draft.deal?.id ?? null}
          clearable
          clearButtonProps={{ 'aria-label': t('sales.log.noDeal') }}
          onChange={pick}
        />
      )}
      <TextInput
        label={t('sales.log.next')}
        description={draft.step ? t('sales.log.nextWas', { step: draft.step }) : undefined}
        value={draft.next}
        dir="auto"
        maxLength={300}
        onChange={event => onChange({ next: event.currentTarget.value })}
      />
      <DayChips label={t('sales.log.when')} value={draft.nextAt} onChange={nextAt => onChange({ nextAt })} />
    </>
  )
}
