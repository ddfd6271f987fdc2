export type FileKind = 'csv' | 'xlsx' | 'vcard' | 'ole' | 'other'

const signatures: [prefix: string, kind: FileKind, name: string][] = [
  ['504b0304', 'xlsx', 'a ZIP archive'],
  ['504b0506', 'xlsx', 'an empty ZIP archive'],
  ['d0cf11e0a1b11ae1', 'ole', 'an old Office file'],
  ['25504446', 'other', 'a PDF'],
  ['89504e47', 'other', 'a picture (PNG)'],
  ['ffd8ff', 'other', 'a picture (JPEG)'],
  ['47494638', 'other', 'a picture (GIF)'],
  ['1f8b', 'other', 'a gzip archive; unpack it first'],
  ['425a68', 'other', 'a bzip2 archive; unpack it first'],
  ['fd377a585a00', 'other', 'an xz archive; unpack it first'],
  ['28b52ffd', 'other', 'a zstd archive; unpack it first'],
  ['377abcaf271c', 'other', 'a 7-Zip archive; unpack it first'],
  ['526172211a07', 'other', 'a RAR archive; unpack it first'],
  ['7f454c46', 'other', 'a program'],
  ['4d5a90', 'other', 'a program'],
  ['53514c69746520666f726d6174', 'other', 'an SQLite database'],
  ['50415231', 'other', 'a Parquet file'],
  ['7b5c727466', 'other', 'a rich text document'],
]

/** Says what a file is by its first bytes; its name is not asked. */
export function sniff(head: Buffer): { kind: FileKind; is: string } {
  const start = head.subarray(0, 16).toString('hex')
  for (const [prefix, kind, is] of signatures) if (start.startsWith(prefix)) return { kind, is }
  const text = looseText(head)
  if (/^\s*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD/i.test(text)) return { kind: 'vcard', is: 'a vCard' }
  if (/^\s*\[\s*(\[\s*)?"vcard"/i.test(text)) return { kind: 'vcard', is: 'a jCard' }
  if (/^\s*<[\s\S]{0,2000}urn:ietf:params:xml:ns:vcard-4\.0/.test(text))
    return { kind: 'vcard', is: 'an xCard' }
  if (/^\s*BEGIN\s*:\s*VCALENDAR/i.test(text)) return { kind: 'other', is: 'a calendar' }
  if (/^\s*(<!doctype html|<html|<\?xml)/i.test(text)) return { kind: 'other', is: 'a web page or XML file' }
  if (/^\s*(\{\s*("|\})|\[\s*\{)/.test(text)) return { kind: 'other', is: 'a JSON file' }
  return { kind: 'csv', is: 'text' }
}

/** Enough to see a keyword in any encoding of ASCII, UTF-16 included. */
function looseText(head: Buffer): string {
  return head
    .subarray(0, 8192)
    .toString('latin1')
    .replace(/^(ï»¿|ÿþ|þÿ)/, '')
    .replaceAll('\0', '')
}
