import { Select } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useState } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import { call } from '../../platform/contract/client.ts'
import { useT } from '../../platform/i18n/react.ts'
import type { Reference } from '../field/record.ts'
import { searchAll } from '../shell/endpoints.ts'
import type { FieldEditorProps } from './FieldEditor.tsx'
import { inputProps } from './input-props.ts'

/** Finds records of an entity whose title contains a text; the empty text gives the likeliest ones. */
export type FindReferences = (
  entity: string,
  text: string,
  signal: AbortSignal,
) => Promise<readonly Reference[]>

async function findBySearch(
  entity: string,
  text: string,
  signal: AbortSignal,
): Promise<readonly Reference[]> {
  const reply = (await call(searchAll, { query: { q: text, entity } } as never, signal)) as unknown as {
    groups: { entity: string; items: Reference[] }[]
  }
  return reply.groups.filter(group => group.entity === entity).flatMap(group => group.items)
}

/** How references are found. The shell sets it; by default the global search is asked. */
export const ReferenceContext = createContext<FindReferences>(findBySearch)

/** What else can be done with what was typed than picking what it finds: in words, and the act itself. */
type OrTyped = { words: (text: string) => string; take: (text: string) => void }

/** The option that stands for what was typed; no id is like it. */
const typedOption = 'typed'

type ReferencePickerProps = FieldEditorProps & {
  /** The last option; Enter takes it where nothing was found. */
  orTyped?: OrTyped
}

/** Picks a record of another entity by typing a part of its name. The value is the record's id. */
export function ReferencePicker({ orTyped, ...props }: ReferencePickerProps) {
  const { field, value, onChange, required, referenceTitle } = props
  const t = useT()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState<Reference | null>(null)
  const { found, isFetching, isSettled, ask } = useReferences(field.references ?? '', { text, open })
  const id = idOf(value)
  const current = id
    ? { id, title: picked?.id === id ? picked.title : (referenceTitle ?? titleIn(value) ?? id) }
    : null
  const options = withCurrent(found, current)
  const typed = text.trim()
  // Offered only once it is known what the text finds: a quick Enter means what was found.
  const canType = orTyped !== undefined && isSettled && typed !== '' && typed !== current?.title
  const choose = (next: string | null) => {
    if (next === typedOption) {
      orTyped?.take(typed)
      return
    }
    setPicked(options.find(option => option.id === next) ?? null)
    onChange(next)
  }
  /** What the whole text finds first, or the text itself; whoever types fast need not wait for the list. */
  const takeFirst = async () => {
    const answer = isSettled ? found : await ask(text).catch(() => null)
    // Not to be asked is not to be found: the list says so, and nothing is taken.
    if (!answer) return setOpen(true)
    const [first] = answer
    if (first) {
      setPicked(first)
      onChange(first.id)
    } else orTyped?.take(typed)
  }
  return (
    <Select
      {...inputProps(props)}
      placeholder={t('ui.form.find')}
      data={[
        ...options.map(option => ({ value: option.id, label: option.title })),
        ...(canType ? [{ value: typedOption, label: orTyped.words(typed) }] : []),
      ]}
      filter={({ options: all }) => all}
      value={id}
      searchable
      openOnFocus={false}
      dropdownOpened={open}
      clearable={!required}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onKeyDown={event => {
        const { key, currentTarget } = event
        if (key !== 'Enter' || !open || currentTarget.getAttribute('aria-activedescendant')) return
        event.preventDefault()
        if (typed === '') return
        setOpen(false)
        void takeFirst()
      }}
      onSearchChange={setText}
      nothingFoundMessage={isFetching ? t('ui.loading') : t('ui.form.noMatch')}
      clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
      onChange={choose}
    />
  )
}

/** What is found for a text; settled once it was asked with the whole of it, so that nobody takes what fewer letters had found. */
function useReferences(entity: string, { text, open }: { text: string; open: boolean }) {
  const find = useContext(ReferenceContext)
  const client = useQueryClient()
  const queryOf = (words: string) => ({
    queryKey: ['ui.references', entity, words],
    queryFn: ({ signal }: { signal: AbortSignal }) => find(entity, words, signal),
    staleTime: 30_000,
  })
  const [asked] = useDebouncedValue(text, 150)
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...queryOf(asked),
    enabled: open,
    placeholderData: former => former,
  })
  const isSettled = text !== '' && text === asked && !isFetching && !isPlaceholderData
  return {
    found: data ?? [],
    isFetching,
    isSettled,
    ask: (words: string) => client.fetchQuery(queryOf(words)),
  }
}

function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null
}

function titleIn(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : null
}

function withCurrent(options: readonly Reference[], current: Reference | null): readonly Reference[] {
  return current && !options.some(option => option.id === current.id) ? [current, ...options] : options
}
