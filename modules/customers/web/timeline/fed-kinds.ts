import type { LucideIcon } from 'lucide-react'
import { useContext } from 'react'
import { SlotContext } from '../../../../ui/shell/slots.tsx'
import type { TextParams } from '../../../../platform/i18n/translate.ts'
import type { TimelineEntry } from '../../contract.ts'
import { timelineKind } from '../slots.ts'

/** How a later module wants entries of its kind to be called and marked; nothing for kinds that nobody fills. */
export type FedKind = { label?: string; icon?: LucideIcon }

/** Finds what a later module says of a kind. */
export function useFedKinds(): (kind: string) => FedKind | undefined {
  const fills = useContext(SlotContext)
  return kind => {
    const { name } = timelineKind(kind)
    return fills.find(fill => fill.slot === name)
  }
}

/** What the name of a fed kind may mention: the entry's title, and plain values of what came with it. */
export function fedParams({ title, data }: Pick<TimelineEntry, 'title' | 'data'>): TextParams {
  const plain = Object.entries((data ?? {}) as Record<string, unknown>).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  )
  return { ...(Object.fromEntries(plain) as TextParams), title }
}
