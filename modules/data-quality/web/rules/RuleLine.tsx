import { Select, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import { type RuleView, severities, type Severity } from '../../contract/rules.ts'
import { Drill } from '../board/Drill.tsx'
import { useQualityAct } from '../board/use-quality-act.ts'
import styles from './rules.module.css'
import { menderOf, type Menders, ownersOf } from './use-menders.ts'

/** A rule in the list: switched, made stricter and given to somebody where it stands; without `menders` only switched. */
export function RuleLine({ rule, menders }: { rule: RuleView; menders: Menders | null }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()('data-quality.manage')
  const act = useQualityAct()
  const on = rule.activeFrom !== null && rule.activeTo === null
  const params = { id: rule.id }
  const turn = async (next: boolean) => {
    const done = await act(api.switchRule, { params, body: { on: next } })
    if (done)
      act.tell(
        t(`data-quality.rules.${next ? 'switchedOn' : 'switchedOff'}`, { rule: rule.name }),
        done.batch,
      )
  }
  return (
    <tr data-off={!on || undefined}>
      <td>
        <Switch
          aria-label={t('data-quality.rules.switch', { rule: rule.name })}
          checked={on}
          disabled={!may}
          onChange={event => void turn(event.currentTarget.checked)}
        />
      </td>
      <td className={styles.name}>
        <RuleName rule={rule} />
      </td>
      {menders && <Settings rule={rule} menders={menders} may={may} />}
      <td className={styles.open}>
        {on ? (
          <Drill
            filter={rule.open > 0 ? { field: '@rule', op: 'eq', value: rule.id } : null}
            label={t('data-quality.debts.openLabel', { count: rule.open, rule: rule.name })}
          >
            {format.number(rule.open)}
          </Drill>
        ) : (
          '–'
        )}
      </td>
    </tr>
  )
}

type SettingsProps = { rule: RuleView; menders: Menders; may: boolean }

function Settings({ rule, menders, may }: SettingsProps) {
  const t = useT()
  const act = useQualityAct()
  const change = async (body: Partial<Pick<RuleView, 'severity' | 'ownerUserId' | 'ownerTeamId'>>) => {
    const done = await act(api.changeRule, { params: { id: rule.id }, body })
    if (done) act.tell(t('data-quality.rules.changed', { rule: rule.name }), done.batch)
  }
  return (
    <>
      <td>
        <Select
          size="xs"
          w={118}
          aria-label={t('data-quality.rules.severityOf', { rule: rule.name })}
          data={severities.map(value => ({ value, label: t(`data-quality.severity.${value}.name`) }))}
          value={rule.severity}
          disabled={!may || rule.must === null}
          allowDeselect={false}
          onChange={value => value !== rule.severity && void change({ severity: value as Severity })}
        />
      </td>
      <td>
        <Select
          size="xs"
          w={170}
          aria-label={t('data-quality.rules.menderOf', { rule: rule.name })}
          data={menders.groups}
          value={menderOf(rule)}
          disabled={!may}
          allowDeselect={false}
          searchable
          nothingFoundMessage={t('ui.form.noMatch')}
          onChange={value => value && value !== menderOf(rule) && void change(ownersOf(value))}
        />
      </td>
    </>
  )
}

function RuleName({ rule }: { rule: RuleView }) {
  const t = useT()
  const why = rule.key ? t(`data-quality.shipped.${rule.key}.why`) : rule.explanation
  return (
    <>
      <Link to={`/quality/rules/${rule.id}`} className={styles.link}>
        {rule.name}
      </Link>{' '}
      {rule.kind && <Badge>{t(`data-quality.rules.kind.${rule.kind}`)}</Badge>}{' '}
      {!rule.key && <Badge tone="blue">{t('data-quality.rules.own')}</Badge>}
      {why && <small dir="auto">{why}</small>}
    </>
  )
}
