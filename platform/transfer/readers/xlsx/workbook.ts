import { posix } from 'node:path'
import { unreadable } from '../problems.ts'
import { type Archive, inflate } from './archive.ts'
import { type NumberFormat, readStyles } from './number-format.ts'
import { attribute, readWhole } from './xml.ts'

export type Sheet = { name: string; part: string; hidden: boolean }
export type Workbook = { sheets: Sheet[]; date1904: boolean; formats: NumberFormat[]; strings: string | null }

/** Reads what a workbook says about itself: sheets in order, date system, number formats, where its strings are. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await readRelations(archive, '')
  const part =
    [...root.values()].find(relation => relation.type.endsWith('/officeDocument'))?.target ??
    'xl/workbook.xml'
  if (!archive.parts.has(part.toLowerCase())) throw notAWorkbook(archive)
  const relations = await readRelations(archive, part)
  const sheets: Sheet[] = []
  let date1904 = false
  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'workbookPr') date1904 = /^(1|true|on)$/i.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const target = relations.get(attribute(attributes, 'id') ?? '')?.target
    const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
    if (target) sheets.push({ name: attribute(attributes, 'name') ?? '', part: target, hidden })
  }
  await readWhole(inflate(archive, part), { open }, archive.name)
  const related = (kind: string) =>
    [...relations.values()].find(relation => relation.type.endsWith(kind))?.target
  const styles = related('/styles')
  return {
    sheets: sheets.filter(sheet => archive.parts.has(sheet.part.toLowerCase())),
    date1904,
    formats: styles ? await readStyles(inflate(archive, styles), archive.name) : [],
    strings: related('/sharedStrings') ?? null,
  }
}

type Relation = { type: string; target: string }

async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const relations = new Map<string, Relation>()
  const from = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const open = (name: string, attributes: Record<string, string>) => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
    const target = attribute(attributes, 'Target') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target))
    relations.set(attribute(attributes, 'Id') ?? '', {
      type: attribute(attributes, 'Type') ?? '',
      target: path,
    })
  }
  await readWhole(inflate(archive, from), { open }, archive.name)
  return relations
}

function notAWorkbook(archive: Archive) {
  const names = [...archive.parts.keys()]
  const is = names.some(name => name.endsWith('.ods') || name === 'content.xml')
    ? 'an OpenDocument file; save it as XLSX or CSV'
    : names.some(name => name.startsWith('word/') || name.startsWith('ppt/'))
      ? 'a document, not a spreadsheet'
      : names.includes('xl/workbook.bin')
        ? 'a binary workbook (XLSB); save it as XLSX'
        : 'a ZIP archive without a workbook in it; unpack it and drop the files'
  return unreadable('not-a-workbook', `“${archive.name}” is ${is}.`, { name: archive.name })
}
