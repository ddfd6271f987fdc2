/** What a cell looks like; only to find out how a file is built, never to convert it. */
export type CellKind = 'empty' | 'number' | 'date' | 'time' | 'address' | 'code' | 'word' | 'text'

const number =
  /^[-+(]?\s?[€$£¥]?\s?[-+]?(\d{1,3}([ ,.'’\u00a0]\d{3})+|\d+)?([.,]\d+)?([eE][-+]?\d+)?\s?[)%€$£¥]?$/
const date =
  /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- ]\p{L}{3,9}\.?[- ,]+\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{2,4})([T ]\d{1,2}:\d{2}.*)?$/u
const time = /^\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?( ?[AaPp]\.?[Mm]\.?)?$/
const address = /^([\w.+-]+@[\w-]+(\.[\w-]+)+|(https?|ftp):\/\/\S+|www\.\S+)$/
const code = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_/.-]*$/
const word = /^[\p{L}\p{M}\d][\p{L}\p{M}\d '’.&()/#+_-]*$/u

/** Says what a cell looks like. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim()
  if (text === '') return 'empty'
  if (text.length > 200) return 'text'
  if (/\d/.test(text)) {
    if (number.test(text)) return 'number'
    if (time.test(text)) return 'time'
    if (date.test(text)) return 'date'
    if (code.test(text)) return 'code'
  }
  if (/^(nan|null|n\/a|#n\/a|\\n|true|false)$/i.test(text)) return 'number'
  if (address.test(text)) return 'address'
  return word.test(text) ? 'word' : 'text'
}

/** Kinds that are data by themselves: a header cell is seldom one of them. */
export function isValue(kind: CellKind): boolean {
  return kind === 'number' || kind === 'date' || kind === 'time' || kind === 'address'
}
