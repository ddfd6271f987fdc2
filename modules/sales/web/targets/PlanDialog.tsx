import { Modal, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { type CommissionPlan, type CommissionStep, targetContract as api } from '../../contract.ts'
import { DayInput } from '../DayInput.tsx'
import { AddSeller } from './AddSeller.tsx'
import styles from './targets.module.css'

const reads = [api.plans, api.myNumbers]
const percentOf = (basisPoints: number) => basisPoints / 100
const pointsOf = (value: number | string) => Math.round(Number(value || 0) * 100)

/** A new plan, or more sellers for one that is there: then its terms stand as they are. */
export function PlanDialog({ plan, onDone }: { plan: CommissionPlan | null; onDone: () => void }) {
  const t = useT()
  const act = useActOn(reads)
  const asked = useCall(api.targets, {})
  const [name, setName] = useState('')
  const [per, setPer] = useState<'month' | 'quarter'>('month')
  const [basisPoints, setRate] = useState(500)
  const [steps, setSteps] = useState<readonly CommissionStep[]>([])
  const [sellers, setSellers] = useState<string[]>([])
  const [fromOn, setFrom] = useState<string | null>(() => new Date().toISOString().slice(0, 10))
  const [more, setMore] = useState<readonly { value: string; label: string }[]>([])
  const [sending, setSending] = useState(false)
  const send = async () => {
    if (!fromOn) return
    setSending(true)
    const to = { sellers, fromOn }
    const done = plan
      ? await act(api.assignPlan, { params: { id: plan.id }, body: to }, t('sales.targets.done.assigned'))
      : await act(
          api.addPlan,
          { body: { name, per, basisPoints, steps: [...steps], ...to } },
          t('sales.targets.done.planned'),
        )
    setSending(false)
    if (done) onDone()
  }
  const listed = (asked.data?.items ?? []).flatMap(({ kind, active, id, name: title }) =>
    kind === 'seller' && active ? [{ value: id, label: title }] : [],
  )
  // Who is new here is in no list yet.
  const people = [...listed, ...more.filter(({ value }) => !listed.some(one => one.value === value))]
  return (
    <Modal opened onClose={onDone} title={plan ? plan.name : t('sales.targets.newPlan')} size={460}>
      <FormFrame
        onSend={send}
        ready={sellers.length > 0 && fromOn !== null && (plan !== null || name.trim() !== '')}
        sending={sending}
        onCancel={onDone}
      >
        {!plan && (
          <>
            <TextInput
              data-autofocus
              label={t('sales.targets.planName')}
              value={name}
              dir="auto"
              maxLength={120}
              onChange={event => setName(event.currentTarget.value)}
            />
            <NumberInput
              label={t('sales.targets.rate')}
              suffix=" %"
              min={0}
              max={100}
              decimalScale={2}
              value={percentOf(basisPoints)}
              onChange={value => setRate(pointsOf(value))}
            />
            <Steps steps={steps} base={basisPoints} onChange={setSteps} />
            <Select
              label={t('sales.targets.measured')}
              data={(['month', 'quarter'] as const).map(one => ({
                value: one,
                label: t(`sales.targets.per.${one}`),
              }))}
              value={per}
              allowDeselect={false}
              onChange={value => setPer(value === 'quarter' ? 'quarter' : 'month')}
            />
          </>
        )}
        <MultiSelect
          label={t('sales.targets.sellers')}
          data={people}
          value={sellers}
          onChange={setSellers}
          searchable
        />
        <AddSeller
          label={t('sales.targets.addSeller')}
          onAdd={(id, title) => {
            setMore(now => [...now, { value: id, label: title }])
            setSellers(now => [...new Set([...now, id])])
          }}
        />
        <DayInput label={t('sales.targets.fromOn')} value={fromOn} onChange={setFrom} />
      </FormFrame>
    </Modal>
  )
}

type StepsProps = {
  steps: readonly CommissionStep[]
  /** The rate below the first of them. */
  base: number
  onChange: (steps: readonly CommissionStep[]) => void
}

function Steps({ steps, base, onChange }: StepsProps) {
  const t = useT()
  const change = (at: number, part: Partial<CommissionStep>) =>
    onChange(steps.map((step, place) => (place === at ? { ...step, ...part } : step)))
  const next = {
    fromPercent: Math.min(1_000, (steps.at(-1)?.fromPercent ?? 75) + 25),
    basisPoints: Math.min(10_000, (steps.at(-1)?.basisPoints ?? base) + 200),
  }
  return (
    <>
      {steps.map((step, at) => (
        <div key={at} className={styles.step}>
          <NumberInput
            label={t('sales.targets.stepBegins')}
            suffix=" %"
            min={1}
            max={1000}
            allowDecimal={false}
            value={step.fromPercent}
            onChange={value => change(at, { fromPercent: Number(value || 1) })}
          />
          <NumberInput
            label={t('sales.targets.stepRate')}
            suffix=" %"
            min={0}
            max={100}
            decimalScale={2}
            value={percentOf(step.basisPoints)}
            onChange={value => change(at, { basisPoints: pointsOf(value) })}
          />
          <TextLink onClick={() => onChange(steps.filter((_, place) => place !== at))}>
            {t('sales.targets.removeStep')}
          </TextLink>
        </div>
      ))}
      {steps.length < 10 && (
        <p>
          <TextLink onClick={() => onChange([...steps, next])}>{t('sales.targets.addStep')}</TextLink>
        </p>
      )}
    </>
  )
}
