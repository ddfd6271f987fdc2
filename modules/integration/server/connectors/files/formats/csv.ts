import { Refusal } from '../../../../../../platform/errors.ts'
import { openTable } from '../../../../../../platform/transfer/readers/reader.ts'
import type { Dialect } from '../../../../../../platform/transfer/readers/table.ts'
import { broken } from '../broken.ts'
import type { CsvDefinition } from '../settings.ts'
import type { Copy } from '../workshop.ts'
import type { Opened } from './format.ts'
import { assertEncoding, assertWholeEnd } from './wholeness.ts'

/** What the reader of people's files mends or leaves as it is: marks that turn text around are part of it. */
const harmless = new Set(['transfer.direction-mark'])

/**
 * Delimited text by the reader for files that people bring: encoding, delimiter and line ends are found. What it would
 * mend for a person (rows too short, quotes that do not match, bytes of another encoding) is a fault in a file that a program made.
 */
export async function openCsvFile(copy: Copy, definition: CsvDefinition): Promise<Opened> {
  const { name, path } = copy
  await assertEncoding(copy, definition.encoding)
  const table = await openTable(path, { name, dialect: toldDialect(definition) }).catch(unreadable(name))
  if (table.format !== 'csv') throw broken(name, null, `It is no delimited text but ${table.format}.`)
  return {
    columns: table.columns,
    lines: async function* () {
      assertWholeEnd(copy, definition)
      try {
        for await (const rows of table.rows()) {
          const bad = rows.find(({ problem }) => problem && !harmless.has(problem.code))
          if (bad) throw broken(name, bad.number, bad.problem?.message ?? '')
          yield rows.map(({ number, cells }) => ({ row: number, cells }))
        }
      } catch (error) {
        throw error instanceof Refusal ? broken(name, null, error.message) : error
      }
    },
  }
}

function toldDialect({ encoding, delimiter, quote, header }: CsvDefinition): Partial<Dialect> {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    // Programs quote as RFC 4180 says; names like ’t Hooft would be taken for quoted ones.
    quote: quote ?? '"',
    preambleRows: 0,
    headerRows: header ? 1 : 0,
    headerRow: header ? 1 : null,
  }
}

const unreadable = (name: string) => (error: unknown) => {
  throw error instanceof Refusal ? broken(name, null, error.message) : error
}
