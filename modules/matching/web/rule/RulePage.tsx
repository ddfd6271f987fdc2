import { Button, NumberInput, Select, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { notify } from '../../../../ui/shell/toasts.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type Rule } from '../../contract.ts'
import { Linkings } from './Linkings.tsx'
import styles from './rule.module.css'
import { Searches } from './Searches.tsx'
import { Teaches } from './Teaches.tsx'
import { Trial } from './Trial.tsx'

/** The lines between asking and linking, the rule of automatic linking, and what it has done. */
export default function RulePage() {
  const t = useT()
  const asked = useCall(matchingContract.rule)
  const crumbs = (
    <>
      <Link to="/matching">{t('matching.desk.title')}</Link> / <b>{t('matching.rule.title')}</b>
    </>
  )
  return (
    <Page
      title={t('matching.rule.title')}
      crumbs={crumbs}
      acts={
        <Button
          component={Link}
          to="/matching/evaluations"
          leftSection={<FlaskConical size={15} aria-hidden />}
        >
          {t('matching.evaluation.open')}
        </Button>
      }
    >
      {asked.data ? (
        <div className={styles.columns}>
          <div className={styles.column}>
            <RuleForm rule={asked.data.rule} />
          </div>
          <div className={styles.column}>
            <Teaches view={asked.data} />
            <Linkings />
            <Searches />
          </div>
        </div>
      ) : (
        <Reading of={asked} lines={10} />
      )}
    </Page>
  )
}

const agreements = ['contact', 'identity', 'nothing'] as const

function RuleForm({ rule: stored }: { rule: Rule }) {
  const t = useT()
  const tellProblem = useTellProblem()
  const [rule, setRule] = useState(stored)
  const set = (part: Partial<Rule>) => setRule(before => ({ ...before, ...part }))
  const save = useMutate(matchingContract.setRule, {
    invalidates: [matchingContract.rule, matchingContract.pair, matchingContract.queue],
    onDone: () => notify({ message: t('matching.rule.saved') }),
  })
  return (
    <Card title={t('matching.rule.lines')}>
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          save.mutate({ body: rule }, { onError: tellProblem })
        }}
      >
        <Scale rule={rule} />
        <div className={styles.pair}>
          <Bits name="review" value={rule.review} onChange={review => set({ review })} />
          <Bits name="link" value={rule.link} onChange={link => set({ link })} />
        </div>
        <Switch
          label={t('matching.rule.on')}
          description={t('matching.rule.onHint')}
          checked={rule.on}
          onChange={event => set({ on: event.currentTarget.checked })}
        />
        <fieldset className={styles.conditions}>
          <legend>{t('matching.rule.conditions')}</legend>
          <Select
            label={t('matching.rule.agree')}
            data={agreements.map(value => ({ value, label: t(`matching.rule.agree.${value}`) }))}
            value={rule.agree}
            allowDeselect={false}
            onChange={value => value && set({ agree: value as Rule['agree'] })}
          />
          <Switch
            label={t('matching.rule.sameOwner')}
            checked={rule.sameOwner}
            onChange={event => set({ sameOwner: event.currentTarget.checked })}
          />
          <NumberInput
            label={t('matching.rule.cap')}
            min={2}
            max={50}
            value={rule.cap}
            onChange={value => typeof value === 'number' && set({ cap: value })}
          />
        </fieldset>
        <Trial rule={rule} />
        <div className={styles.acts}>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {t('matching.rule.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function Bits({
  name,
  value,
  onChange,
}: {
  name: 'review' | 'link'
  value: number
  onChange: (value: number) => void
}) {
  const t = useT()
  return (
    <NumberInput
      label={t(`matching.rule.${name}`)}
      description={t(`matching.rule.${name}Hint`)}
      min={-20}
      max={60}
      step={0.5}
      decimalScale={1}
      value={Math.round(value * 10) / 10}
      onChange={bits => typeof bits === 'number' && onChange(bits)}
    />
  )
}

const lowest = -10
const highest = 40

/** The two lines on one scale: nothing is shown, people are asked, the rule may link. */
function Scale({ rule }: { rule: Rule }) {
  const format = useFormat()
  const place = (bits: number) =>
    `${(100 * (Math.min(highest, Math.max(lowest, bits)) - lowest)) / (highest - lowest)}%`
  return (
    <div className={styles.scale} aria-hidden>
      <span
        className={styles.askedBand}
        style={{ insetInlineStart: place(rule.review), insetInlineEnd: `calc(100% - ${place(rule.link)})` }}
      />
      <span
        className={styles.linkBand}
        data-off={!rule.on || undefined}
        style={{ insetInlineStart: place(rule.link) }}
      />
      {[rule.review, rule.link].map((bits, at) => (
        <span key={at} className={styles.mark} style={{ insetInlineStart: place(bits) }}>
          {format.number(bits, { maximumFractionDigits: 1 })}
        </span>
      ))}
    </div>
  )
}
