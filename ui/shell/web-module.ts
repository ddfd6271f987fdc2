import type { LucideIcon } from 'lucide-react'
import { type ComponentType, lazy } from 'react'
import type { LazyTexts } from '../../platform/i18n/index.ts'
import type { ReferenceSources } from './reference-sources.ts'

/** What a module shows: its pages, menu entries, palette actions and what it hangs into other modules' pages. */
export type WebModule = {
  name: string
  texts: LazyTexts
  routes: readonly PageRoute[]
  menu?: readonly MenuEntry[]
  slots?: readonly SlotFill[]
  palette?: readonly PaletteAction[]
  /** How its kinds of records are found for pickers on pages that know no module. */
  references?: ReferenceSources
}

/** A page, loaded when it is first opened. The file's default export is the page component. */
export type PageRoute = {
  /** TanStack Router style: `/things/$id`. */
  path: string
  load: () => Promise<{ default: ComponentType }>
  /** Without it the page says that the role does not allow it. */
  permission?: string
  /** Shown without shell and session: signing in, invitations. */
  public?: true
}

export type MenuEntry = {
  /** Text key. */
  label: string
  icon: LucideIcon
  to: string
  /** Text key of the group's title; entries without group come first. */
  group?: string
  /** Small numbers come first, within the group and for the groups. */
  order: number
  permission?: string
  /** A hook that gives the number beside the entry. */
  useCount?: () => number | undefined
  /** At the foot of the menu. */
  foot?: true
}

export type PaletteAction = {
  id: string
  /** Text key. */
  label: string
  icon?: LucideIcon
  /** Other words that find it, text key. */
  keywords?: string
  /** Key that does the same on every page: `c`, `mod+e`. */
  shortcut?: string
  permission?: string
  run: (go: (to: string) => void) => void
}

declare const slotProps: unique symbol

/** A place in a page that later modules may fill; the filling components get `Props`. */
export type Slot<Props> = { readonly name: string; readonly [slotProps]?: Props }

export type SlotFill = {
  slot: string
  order: number
  /** Text key, where the slot shows tabs or titles. */
  label?: string
  icon?: LucideIcon
  permission?: string
  component: ComponentType<never>
}

/** Declares a place by a unique name (`things.page.right`). Export it from the module's `web/index.ts`. */
export function slot<Props>(name: string): Slot<Props> {
  return { name }
}

/** Above every page: what holds for all of them. */
export const shellTop = slot<Record<never, never>>('shell.top')

/** On a phone: acts in the bar at the foot (`BottomAct`), for what is done on the way. */
export const shellBottom = slot<Record<never, never>>('shell.bottom')

/** In the report of an import, below its counts: `batchId` is the act that made its records. */
export const importReport = slot<{ batchId: string; entity: string; state: string }>('imports.report')

/**
 * In the check of an import, below its counts. `alike` is what is wanted of new records that may be ones that are there; saying
 * otherwise with `onAlike` checks again.
 */
export const importCheck = slot<{
  importId: string
  entity: string
  state: string
  alike: 'keep' | 'skip' | 'refuse'
  onAlike: (alike: 'keep' | 'skip' | 'refuse') => void
}>('imports.check')

type Filling<Props> =
  | { component: ComponentType<Props> }
  /** Brought when it is first shown: what hangs in a page need not come with the first one. */
  | { load: () => Promise<ComponentType<Props>> }

/** Hangs a component into another module's slot; the component gets the slot's props. */
export function fill<Props>(
  target: Slot<Props>,
  part: Omit<SlotFill, 'slot' | 'component'> & Filling<Props>,
): SlotFill {
  const component = 'load' in part ? lazy(async () => ({ default: await part.load() })) : part.component
  return { ...part, slot: target.name, component: component as ComponentType<never> }
}
