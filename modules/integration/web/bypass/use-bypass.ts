import { useCall } from '../../../../platform/contract/hooks.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { bypassEndpoints as api } from '../../contract/bypass.ts'

export type Meter = ReplyOf<typeof api.bypass>
export type Filters = { weeks: number; system?: string; object?: string; team?: string }

const choices = [4, 13, 26, 52] as const
export const weeksToChoose: readonly number[] = choices
const usual = 13

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The filters as the address names them, and what they ask for. */
export function useBypass() {
  const [{ weeks, system, object, team }, set] = useUrlStates(['weeks', 'system', 'object', 'team'])
  const filters: Filters = {
    weeks: weeksToChoose.includes(Number(weeks)) ? Number(weeks) : usual,
    ...(textOf(system) ? { system: textOf(system) as string } : {}),
    ...(textOf(object) ? { object: textOf(object) as string } : {}),
    ...(textOf(team) ? { team: textOf(team) as string } : {}),
  }
  const meter = useCall(api.bypass, { query: filters }, { keepPrevious: true })
  return { filters, set, meter }
}

export const sumOf = <T>(items: readonly T[], count: (item: T) => number) =>
  items.reduce((all, item) => all + count(item), 0)
