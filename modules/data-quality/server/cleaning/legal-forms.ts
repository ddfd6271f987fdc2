/** How legal forms are written, each with the ways people write them besides. Dots, blanks, case and the like do not count. */
const forms: readonly (readonly [string, string?])[] = [
  ['AS'],
  ['ASA'],
  ['A/S'],
  ['ApS'],
  ['AB'],
  ['Oy'],
  ['Oyj'],
  ['GmbH', 'gesellschaft mit beschränkter haftung|ges m b h|gesmbh'],
  ['GmbH & Co. KG', 'gmbh und co kg|gmbh and co kg|gmbh co kg|gmbh u co kg|gmbh+co kg|gmbh + co kg'],
  ['GmbH & Co. KGaA', 'gmbh und co kgaa'],
  ['gGmbH'],
  ['UG (haftungsbeschränkt)', 'ug haftungsbeschränkt'],
  ['AG', 'aktiengesellschaft'],
  ['KG'],
  ['KGaA'],
  ['OHG'],
  ['GbR'],
  ['e.V.', 'eingetragener verein'],
  ['e.K.'],
  ['eG'],
  ['Ltd', 'limited'],
  ['Pty Ltd', 'pty limited|proprietary limited'],
  ['Pvt Ltd', 'private limited|pvt limited'],
  ['Pte Ltd', 'pte limited'],
  ['plc', 'public limited company'],
  ['LLP', 'limited liability partnership'],
  ['LLC', 'limited liability company'],
  ['LP'],
  ['Inc.', 'incorporated'],
  ['Corp.', 'corporation'],
  ['S.A.', 'société anonyme|sociedad anónima'],
  ['S.A.S.'],
  ['SARL', 's à r l|sàrl'],
  ['S.L.', 'sociedad limitada'],
  ['S.L.U.'],
  ['S.r.l.'],
  ['S.p.A.', 'società per azioni'],
  ['S.n.c.'],
  ['Lda', 'limitada'],
  ['Ltda'],
  ['S.A. de C.V.'],
  ['S. de R.L. de C.V.'],
  ['B.V.', 'besloten vennootschap'],
  ['N.V.', 'naamloze vennootschap'],
  ['V.O.F.'],
  ['sp. z o.o.', 'spółka z o o|spzoo|spz oo'],
  ['sp. j.'],
  ['s.r.o.', 'spol s r o'],
  ['a.s.'],
  ['Kft.'],
  ['Zrt.'],
  ['d.o.o.'],
  ['d.d.'],
  ['OÜ'],
  ['UAB'],
  ['SIA'],
  ['EOOD'],
  ['OOD'],
  ['S.R.L.'],
  ['A.Ş.'],
  ['K.K.', 'kabushiki kaisha'],
  ['Sdn Bhd', 'sendirian berhad'],
  ['SE'],
  ['ANS'],
  ['DA'],
  ['ENK'],
  ['HB'],
  ['ehf.'],
  ['hf.'],
]

/** The same letters mean different forms: which, by country. */
const byCountry: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Danish and Norwegian companies limited by shares.
  as: { NO: 'AS', DK: 'A/S', EE: 'AS', LV: 'AS', CZ: 'a.s.', SK: 'a.s.', TR: 'A.Ş.' },
  sa: { NO: 'SA', CH: 'SA', FR: 'SA', BE: 'SA', LU: 'SA', RO: 'S.A.', PL: 'S.A.', ES: 'S.A.', PT: 'S.A.' },
  sas: { FR: 'SAS', IT: 'S.a.s.', CO: 'S.A.S.' },
  srl: { IT: 'S.r.l.', RO: 'S.R.L.', BE: 'SRL', ES: 'S.R.L.', AR: 'S.R.L.' },
  bv: { BE: 'BV', NL: 'B.V.' },
  nv: { BE: 'NV', NL: 'N.V.' },
  da: { NO: 'DA' },
  se: {},
  co: {},
}

const key = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replaceAll(/\band\b|\bund\b|\+/gu, '&')
    .replaceAll(/[^\p{L}\p{N}&]/gu, '')

const canonical = new Map<string, string>()
for (const [form, others] of forms)
  for (const way of [form, ...(others?.split('|') ?? [])])
    if (!canonical.has(key(way))) canonical.set(key(way), form)

/** Forms that are words or initials too: without their country, or their capitals, they are left alone. */
const doubtful = new Set('as sa sas da se lp hb ans eg ab ag kg ug ood dd sl sia'.split(' '))
/** Longest form in words. */
const mostWords = 6

export type LegalForm = { name: string; form: string; confidence: number }

/**
 * The name of an organisation with its legal form as it is written in its country: “Acme gmbh u. co kg” →
 * “Acme GmbH & Co. KG”. Null where no form ends the name or it is written well. `country` is an ISO code or null.
 */
export function withLegalForm(name: string, country: string | null): LegalForm | null {
  const words = name.trim().split(/\s+/u)
  for (let count = Math.min(mostWords, words.length - 1); count > 0; count--) {
    const end = words.slice(-count).join(' ')
    const form = formOf(end, country)
    if (form === undefined) continue
    const start = words.slice(0, -count).join(' ')
    // A dash or a bracket shows that the form is part of something else; “of” and “&” want the word behind them.
    if (/[-–(/&]$|\b(?:of|and|und|og|och|the)$/iu.test(start)) return null
    const written = `${start} ${form.written}`
    return written === name ? null : { name: written, form: form.written, confidence: form.confidence }
  }
  return null
}

function formOf(end: string, country: string | null): { written: string; confidence: number } | undefined {
  const sign = key(end)
  const local = byCountry[sign]
  if (local) {
    const written = country ? local[country] : undefined
    return written === undefined ? undefined : { written, confidence: /\p{Ll}/u.test(end) ? 0.85 : 0.95 }
  }
  const written = canonical.get(sign)
  if (written === undefined) return undefined
  // Capitals show that a form was meant, where the same letters are a word.
  if (doubtful.has(sign) && end !== end.toLocaleUpperCase('en') && end !== written) return undefined
  return { written, confidence: spelledOut(end, written) ? 0.75 : 0.95 }
}

/** Many firms write “Limited” and “Corporation” on purpose. */
function spelledOut(end: string, written: string): boolean {
  return key(end).length > key(written).length + 3
}
