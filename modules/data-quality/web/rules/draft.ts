import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { Dimension, RuleView, Severity } from '../../contract/rules.ts'

/** A rule as it is being written. */
export type Draft = {
  name: string
  explanation: string | null
  dimension: Dimension
  severity: Severity
  kind: 'person' | 'organisation' | null
  applies: Filter | undefined
  must: Filter | undefined
  ownerUserId: string | null
  ownerTeamId: string | null
}

export const emptyDraft: Draft = {
  name: '',
  explanation: null,
  dimension: 'completeness',
  severity: 'note',
  kind: null,
  applies: undefined,
  must: undefined,
  ownerUserId: null,
  ownerTeamId: null,
}

export function draftOf(rule: RuleView): Draft {
  const { name, explanation, dimension, severity, kind, ownerUserId, ownerTeamId } = rule
  return {
    name,
    explanation,
    dimension,
    severity,
    kind,
    ownerUserId,
    ownerTeamId,
    applies: (rule.applies as Filter | null) ?? undefined,
    must: (rule.must as Filter | null) ?? undefined,
  }
}

/** Whether there is enough to keep. */
export function isReady({ name, must }: Draft): boolean {
  return name.trim() !== '' && must !== undefined
}
