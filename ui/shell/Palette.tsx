import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useDeferredValue, useEffect, useState } from 'react'
import type { Problem } from '../../platform/contract/client.ts'
import { call } from '../../platform/contract/client.ts'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { useT } from '../../platform/i18n/react.ts'
import { Bones } from '../theme/parts.tsx'
import { searchAll } from './endpoints.ts'
import type { PaletteItem } from './palette-items.ts'
import { usePaletteItems } from './palette-items.ts'
import styles from './Palette.module.css'
import type { MenuEntry, PaletteAction } from './web-module.ts'

/** What the search endpoint answers: the best records of each entity. */
export type SearchReply = {
  groups: readonly {
    entity: string
    items: readonly { id: string; title: string; subtitle?: string; url?: string }[]
  }[]
}

type PaletteProps = { menu: readonly MenuEntry[]; actions: readonly PaletteAction[]; onClose: () => void }

/** Finds records, pages and actions by typing. */
export function Palette({ menu, actions, onClose }: PaletteProps) {
  const t = useT()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const search = useSearch(text)
  const items = useDeferredValue(usePaletteItems({ text, menu, actions, reply: search.data }))
  const run = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    if (item.to) void navigate({ to: item.to })
    else item.run?.(to => void navigate({ to }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + items.length) % Math.max(1, items.length))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(items[active])
    else return
    event.preventDefault()
  }
  const list = { items, active, onPoint: setActive, onPick: run }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={580}
      yOffset="12vh"
      centered={false}
      title={t('ui.palette.title')}
      classNames={{ header: 'visually-hidden', body: styles.body ?? '' }}
    >
      <div className={styles.palette} onKeyDown={onKeyDown}>
        <label className={styles.ask}>
          <Search size={17} strokeWidth={1.75} aria-hidden />
          <input
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls="palette-list"
            aria-activedescendant={items[active] ? `palette-${active}` : undefined}
            aria-label={t('ui.palette.title')}
            placeholder={t('ui.palette.placeholder')}
            value={text}
            onChange={event => {
              setText(event.target.value)
              setActive(0)
            }}
          />
        </label>
        <PaletteList {...list} />
        {items.length === 0 &&
          (search.isFetching ? (
            <div className={styles.none}>
              <Bones lines={3} />
            </div>
          ) : (
            <p className={styles.none}>{t('ui.palette.none', { text })}</p>
          ))}
      </div>
    </Modal>
  )
}

type ListProps = {
  items: readonly PaletteItem[]
  active: number
  onPoint: (at: number) => void
  onPick: (item: PaletteItem) => void
}

function PaletteList({ items, active, onPoint, onPick }: ListProps) {
  const t = useT()
  useEffect(() => {
    // Newer browsers answer with a promise, which must not become the effect's clean-up.
    document.getElementById(`palette-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className={styles.list} id="palette-list" role="listbox" aria-label={t('ui.palette.results')}>
      {items.map((item, at) => (
        <div key={item.id}>
          {item.group !== items[at - 1]?.group && (
            <p className={styles.group} role="presentation">
              {item.group}
            </p>
          )}
          <div
            id={`palette-${at}`}
            role="option"
            aria-selected={at === active}
            className={styles.item}
            onPointerMove={() => at !== active && onPoint(at)}
            onClick={() => onPick(item)}
          >
            {item.icon}
            <span className={styles.title}>{item.title}</span>
            {item.subtitle && <span className={styles.subtitle}>{item.subtitle}</span>}
            {item.hint}
          </div>
        </div>
      ))}
    </div>
  )
}

/** Asks the server 120 ms after the last key; an answer that nobody waits for any more is aborted. */
function useSearch(text: string) {
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text.trim()), 120)
    return () => window.clearTimeout(timer)
  }, [text])
  return useQuery<SearchReply, Problem>({
    queryKey: [searchAll.name, asked],
    enabled: asked.length > 1,
    staleTime: 10_000,
    placeholderData: former => (asked ? former : undefined),
    queryFn: ({ signal }) =>
      call(
        searchAll as Endpoint,
        { query: { q: asked } } as never,
        signal,
      ) as unknown as Promise<SearchReply>,
  })
}
