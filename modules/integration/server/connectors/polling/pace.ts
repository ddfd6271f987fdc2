import type { SettingField, Settings } from '../port.ts'

/** Milliseconds between two questions for what is new, and between two comparisons. */
export type Pace = { every: number; compare: number }

/** Seconds between two questions for what is new, and minutes between two comparisons. */
export const pollSettings: readonly SettingField[] = [
  { key: 'every', kind: 'number', initial: 10 },
  { key: 'compare', kind: 'number', initial: 60 },
]

/** Seconds that their longest transaction takes: what it changes is stamped when it begins and seen when it ends. */
export const overlapSetting: SettingField = { key: 'overlap', kind: 'number', initial: 120 }

/** How often to ask, in milliseconds. */
export function paceOf(settings: Settings): Pace {
  return { every: Number(settings.every ?? 10) * 1000, compare: Number(settings.compare ?? 60) * 60_000 }
}

/** For how long a change may be stamped there and not yet be seen by others, in milliseconds. */
export function overlapOf(settings: Settings): number {
  return Number(settings.overlap ?? overlapSetting.initial) * 1000
}
