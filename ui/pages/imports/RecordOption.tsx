import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '../../../platform/i18n/react.ts'
import type { Reference } from '../../field/record.ts'
import type { ImportOption } from './for-all.ts'
import { useFind } from './use-find.ts'

type RecordOptionProps = {
  option: ImportOption
  label: string
  description: string | undefined
  chosen: Reference | null
  onChoose: (chosen: Reference | null) => void
}

/** Chooses a record for all rows by a part of its name; where the import may make one, also a name that is new. */
export function RecordOption({ option, label, description, chosen, onChoose }: RecordOptionProps) {
  const t = useT()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const { found, isFetching } = useFound(option.references ?? '', { text, open, chosen })
  const name = text.trim()
  const isNew = option.makes && name !== '' && name !== chosen?.title
  const offered = isNew && !found.some(({ title }) => title === name) ? [{ id: name, title: name }] : []
  const all = [...found, ...offered]
  const known = !chosen || all.some(({ id }) => id === chosen.id) ? all : [chosen, ...all]
  return (
    <Select
      label={label}
      description={description}
      placeholder={t(option.makes ? 'pages.imports.forAll.findOrName' : 'ui.form.find')}
      data={known.map(({ id, title }) => ({
        value: id,
        label: offered.some(each => each.id === id)
          ? t('pages.imports.forAll.newNamed', { name: title })
          : title,
      }))}
      filter={({ options }) => options}
      value={chosen?.id ?? null}
      onChange={id => {
        onChoose([...all, ...(chosen ? [chosen] : [])].find(each => each.id === id) ?? null)
        setOpen(false)
      }}
      searchable
      openOnFocus={false}
      clearable
      dropdownOpened={open}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onSearchChange={setText}
      nothingFoundMessage={isFetching ? t('ui.loading') : t('ui.form.noMatch')}
      clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
    />
  )
}

type Asked = { text: string; open: boolean; chosen: Reference | null }

/** While the text is the name of what is chosen, the likeliest others are shown. */
function useFound(entity: string, { text, open, chosen }: Asked) {
  const find = useFind()
  const [typed] = useDebouncedValue(text, 150)
  const asked = typed === chosen?.title ? '' : typed
  const { data, isFetching } = useQuery({
    queryKey: ['imports.references', entity, asked],
    queryFn: ({ signal }) => find(entity, asked, signal),
    enabled: open,
    staleTime: 30_000,
    placeholderData: former => former,
  })
  return { found: data ?? [], isFetching }
}
