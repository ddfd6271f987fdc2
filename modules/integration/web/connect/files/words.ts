import type { Translate } from '../../../../../platform/i18n/react.ts'
import type { FileForm } from '../../../contract/files.ts'

export const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', ' ': 'space' } as const

/** What a separator is called. */
export function delimiterName(t: Translate, delimiter: string): string {
  const known = delimiters[delimiter as keyof typeof delimiters]
  return known ? t(`integration.files.delimiters.${known}`) : delimiter
}

/** As it stands in a sentence: the sign itself where one can see it. */
function delimiterSign(t: Translate, delimiter: string): string {
  return delimiter.trim() === '' ? delimiterName(t, delimiter) : `“${delimiter}”`
}

/** What is known of files, in one line. */
export function summaryOf(t: Translate, form: FileForm): string {
  const { format, encoding, header, record, key, delta, delete: gone } = form
  const said = (code: string, params: Record<string, string> = {}) =>
    t(`integration.files.summary.${code}`, params)
  const delimiter = format === 'csv' ? form.delimiter : undefined
  const parts = [
    delimiter && said('delimiter', { delimiter: delimiterSign(t, delimiter) }),
    format !== 'xml' && encoding,
    format !== 'xml' && header !== undefined && said(header ? 'titles' : 'noTitles'),
    format === 'xml' && record && said('record', { record: record.split('/').at(-1) ?? record }),
    key.length > 0 && said('key', { columns: key.join(' + ') }),
    delta ? said('delta', { pattern: delta }) : said('full'),
    gone && said('gone', { column: gone.column, values: gone.values.join(', ') }),
  ]
  return parts.filter(Boolean).join(' · ')
}
