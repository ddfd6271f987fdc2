import { useFormat, useT } from '../../../platform/i18n/react.ts'
import type { Formats } from '../../../platform/i18n/react.ts'
import { PlainTable } from '../../table/PlainTable.tsx'
import { Card } from '../../theme/parts.tsx'
import type { Draft } from './draft.ts'
import { kindOf } from './draft.ts'
import { fieldName } from './words.ts'

const shown = 8

/** The first rows under the names of the fields they go to. */
export function RowsPreview({ draft }: { draft: Draft }) {
  const t = useT()
  const format = useFormat()
  const { preview, targets } = draft
  const columns = preview.columns.flatMap(({ column, dateOrder }, index) => {
    const given = targets[column]
    if (!given?.target) return []
    const field = preview.fields.find(candidate => candidate.key === given.target)
    const name = fieldName(t, preview.import.entity, {
      key: given.target,
      label: field?.label ?? given.label,
    })
    const order = draft.options.dateOrder ?? (dateOrder === 'mdy' ? 'mdy' : 'dmy')
    return [{ column, index, name, kind: kindOf(draft, column), order }]
  })
  if (columns.length === 0) return null
  return (
    <Card title={t('pages.imports.preview')}>
      <PlainTable
        label={t('pages.imports.preview')}
        cut
        heads={columns.map(({ column, name }) => ({ key: column, head: name }))}
      >
        <tbody>
          {preview.rows.slice(0, shown).map((cells, at) => (
            <tr key={at}>
              {columns.map(({ column, index, kind, order }) => (
                <td key={column}>
                  <bdi>{asItBecomes(cells[index] ?? '', { kind, order, format })}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Card>
  )
}

type Becoming = { kind: string | undefined; order: 'dmy' | 'mdy'; format: Formats }

/** Dates in words, so that a swapped day and month is seen; the rest without blanks around it. */
function asItBecomes(cell: string, { kind, order, format }: Becoming): string {
  const text = [...cell.trim()].slice(0, 80).join('')
  if (kind !== 'date') return text
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  if (!parts) return text
  const [day, month] = order === 'dmy' ? [parts[1], parts[2]] : [parts[2], parts[1]]
  const date = new Date(Date.UTC(Number(parts[3]), Number(month) - 1, Number(day), 12))
  return date.getUTCDate() === Number(day) ? format.date(date, 'long') : text
}
