import type { ReactNode } from 'react'
import { createElement, useMemo } from 'react'
import { hasText } from '../../platform/i18n/index.ts'
import type { Translate } from '../../platform/i18n/react.ts'
import { useT } from '../../platform/i18n/react.ts'
import { Avatar, Kbd } from '../theme/parts.tsx'
import type { SearchReply } from './Palette.tsx'
import { useMay, useSession } from './session.tsx'
import { readableKeys } from './shortcuts.ts'
import type { MenuEntry, PaletteAction } from './web-module.ts'

/** One line of the palette. */
export type PaletteItem = {
  id: string
  group: string
  title: string
  subtitle?: string | undefined
  icon: ReactNode
  hint?: ReactNode
  to?: string
  run?: PaletteAction['run']
}

type Sources = {
  text: string
  menu: readonly MenuEntry[]
  actions: readonly PaletteAction[]
  reply: SearchReply | undefined
}

/** Records first, then actions and pages whose words contain what was typed. */
export function usePaletteItems({ text, menu, actions, reply }: Sources): readonly PaletteItem[] {
  const t = useT()
  const may = useMay()
  const { entities } = useSession()
  return useMemo(() => {
    const plurals = new Map(entities.map(entity => [entity.name, entity.plural]))
    const own = [
      ...actions.filter(action => may(action.permission)).map(action => ofAction(action, t)),
      ...menu.map(entry => ofPage(entry, t)),
    ]
    return [...(text.trim() ? recordsOf(reply, plurals, t) : []), ...own.filter(item => matches(item, text))]
  }, [text, menu, actions, reply, entities, may, t])
}

function recordsOf(
  reply: SearchReply | undefined,
  plurals: ReadonlyMap<string, string>,
  t: Translate,
): PaletteItem[] {
  return (reply?.groups ?? []).flatMap(({ entity, items }) =>
    items.map(item => ({
      id: `${entity}-${item.id}`,
      group: hasText(`entity.${entity}.$title`) ? t(`entity.${entity}.$title`) : entity,
      title: item.title,
      subtitle: item.subtitle,
      icon: createElement(Avatar, { name: item.title, id: item.id, size: 'small' }),
      to: item.url ?? `/${plurals.get(entity) ?? entity}/${item.id}`,
    })),
  )
}

function ofAction(action: PaletteAction, t: Translate): PaletteItem {
  return {
    id: `action-${action.id}`,
    group: t('ui.palette.actions'),
    title: t(action.label),
    subtitle: action.keywords ? t(action.keywords) : undefined,
    icon: action.icon
      ? createElement(action.icon, { size: 16, strokeWidth: 1.75, 'aria-hidden': true })
      : null,
    hint: action.shortcut ? createElement(Kbd, { children: readableKeys(action.shortcut) }) : null,
    run: action.run,
  }
}

function ofPage(entry: MenuEntry, t: Translate): PaletteItem {
  const icon = createElement(entry.icon, { size: 16, strokeWidth: 1.75, 'aria-hidden': true })
  return { id: `page-${entry.to}`, group: t('ui.palette.pages'), title: t(entry.label), icon, to: entry.to }
}

function matches(item: PaletteItem, text: string): boolean {
  const words = text.toLocaleLowerCase().split(/\s+/)
  const all = `${item.title} ${item.subtitle ?? ''}`.toLocaleLowerCase()
  return words.every(word => all.includes(word))
}
