import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refused } from '../../../../platform/errors.ts'
import { openTable } from '../../../../platform/transfer/readers/reader.ts'
import type { Recognised } from '../../contract.ts'

const meaning: Record<string, Exclude<keyof Recognised, 'note'>> = {
  fn: 'name',
  org: 'company',
  title: 'jobTitle',
  email: 'email',
  tel: 'phone',
  url: 'website',
  adr_locality: 'city',
  adr_country: 'country',
}
/** Parts of the full name, and what a program notes for itself. */
const said = /^(?:family_name|given_name|additional_name|prefix|suffix|uid|rev|kind)$|_types$/

/** Whether the text is a card rather than a line. */
export function isCard(text: string): boolean {
  return /^\uFEFF?BEGIN:VCARD/i.test(text)
}

/** Reads one vCard (2.1, 3.0, 4.0); what has no field of its own is in the note, under its name. */
export async function readCard(text: string): Promise<Recognised> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-card-'))
  try {
    const path = join(folder, 'card.vcf')
    await writeFile(path, text)
    const table = await openTable(path, { name: 'card.vcf' })
    const cards: (string | null)[][] = []
    for await (const chunk of table.rows()) cards.push(...chunk.map(({ cells }) => cells))
    if (cards.length > 1)
      throw new Refused('sales.several-cards', 'These are several cards. Import them as a file.', {
        count: cards.length,
      })
    return recognised(table.columns, cards[0] ?? [])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function recognised(columns: readonly string[], cells: readonly (string | null)[]): Recognised {
  const found: Recognised = {}
  const note: string[] = []
  for (const [at, column] of columns.entries()) {
    const value = cells[at]?.trim()
    const key = meaning[column]
    if (!value || said.test(column)) continue
    if (key && value.length <= 100) found[key] = value
    else note.push(column === 'note' ? value : `${column.replaceAll('_', ' ')}: ${value}`)
  }
  if (note.length > 0) found.note = note.join('\n').slice(0, 20_000)
  return found
}
