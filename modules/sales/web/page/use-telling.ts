import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { HistoryAct, TellColumn } from '../../../customers/web/index.ts'
import { type OpportunityPage, salesContract } from '../../contract.ts'
import { opportunityOf } from '../opportunity.ts'
import { currenciesOfThen } from './currencies-of-then.ts'

type Ticked = Record<string, unknown>
type Told = NonNullable<ReturnType<TellColumn>>

/** How the columns of a deal and of its parts are told to people, and whom an act added or changed. */
export function useTelling(
  page: OpportunityPage,
  changes: readonly HistoryAct['changes'][number][],
): {
  tell: TellColumn
  namesIn: (act: HistoryAct) => string[]
} {
  const t = useT()
  const format = useFormat()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const pipelines = choices.data?.pipelines ?? []
  const titles = new Map([
    ...pipelines.flatMap(({ stages }) =>
      [...pipelines, ...stages].map(({ id, name }) => [id, name] as const),
    ),
    ...(choices.data?.competitors ?? []).map(({ id, name }) => [id, name] as const),
    ...page.visits.map(({ stage }) => [stage.id, stage.title ?? ''] as const),
    ...page.competition.map(({ competitor }) => [competitor.id, competitor.title ?? ''] as const),
  ])
  const parts = new Map([
    ...page.involved.map(({ id, person, name }) => [id, person?.title ?? name] as const),
    ...page.competition.map(({ id, competitor }) => [id, competitor.title] as const),
  ])
  const then = currenciesOfThen(changes, opportunityOf(page.record).currency)
  const criteria = new Map(
    [...pipelines.flatMap(({ stages }) => stages.flatMap(stage => stage.criteria)), ...page.criteria].map(
      ({ key, text }) => [key, text] as const,
    ),
  )
  const named = (value: unknown) => titles.get(String(value)) ?? ''
  const asItIs = (value: unknown) => String(value)
  const told: Record<string, Record<string, Told>> = {
    opportunity: {
      stage: { label: t('entity.opportunity.stage'), text: named },
      pipeline: { label: t('entity.opportunity.pipeline'), text: named },
      criteria_met: {
        label: t('sales.deal.changed.criteria'),
        // Only what was ticked or is open again: the others stay as they are.
        text: (value, other) =>
          format.list(
            Object.keys(value as Ticked)
              .filter(key => !(key in ((other ?? {}) as Ticked)))
              .map(key => criteria.get(key) ?? key),
          ),
      },
    },
    involvement: {
      name: { label: t('sales.deal.changed.person'), text: asItIs },
      role: {
        label: t('sales.deal.changed.role'),
        text: value => t(`sales.deal.people.role_.${String(value)}`),
      },
    },
    competition: {
      competitor_id: { label: t('sales.deal.changed.competitor'), text: named },
      note: { label: t('sales.deal.changed.note'), text: asItIs },
    },
  }
  /** An amount is told in the currency of its time: the deal may be in another one now. */
  const amountIn = ({ id, before }: HistoryAct['changes'][number]): Told => ({
    label: t('entity.opportunity.amount'),
    text: value => {
      const currencies = then.get(id)
      const currency = value === before?.['amount'] ? currencies?.before : currencies?.after
      return currency ? format.money(Number(value), currency) : ''
    },
  })
  return {
    // When it came into its stage is when it was moved.
    tell: (change, key) => {
      const { entity } = change
      if (entity === 'opportunity' && key === 'stageSince') return null
      if (entity === 'opportunity' && key === 'amount') return amountIn(change)
      return told[entity]?.[key] ?? (entity === 'opportunity' ? undefined : null)
    },
    namesIn: ({ changes }) =>
      changes.flatMap(({ recordId, action }) => (action === 'deleted' ? [] : (parts.get(recordId) ?? []))),
  }
}
