const spellings = new Map(
  Object.entries({
    street: 'st',
    str: 'st',
    strasse: 'st',
    avenue: 'ave',
    av: 'ave',
    boulevard: 'blvd',
    bvd: 'blvd',
    road: 'rd',
    drive: 'dr',
    lane: 'ln',
    court: 'ct',
    place: 'pl',
    square: 'sq',
    terrace: 'tce',
    crescent: 'cres',
    highway: 'hwy',
    parkway: 'pkwy',
    circuit: 'cct',
    close: 'cl',
    north: 'n',
    south: 's',
    east: 'e',
    west: 'w',
    platz: 'pl',
    first: '1st',
    second: '2nd',
    third: '3rd',
    fourth: '4th',
    fifth: '5th',
    sixth: '6th',
    seventh: '7th',
    eighth: '8th',
    ninth: '9th',
    tenth: '10th',
    saint: 'st',
    mount: 'mt',
    fort: 'ft',
  }),
)

/** House number and street of a folded address line; kinds of street in one spelling. */
export function splitStreet(folded: string): { house: string | null; street: string | null } {
  const words = folded
    .split(' ')
    .map(word => spellings.get(word) ?? (word.endsWith('strasse') ? word.slice(0, -4) : word))
  const first = words[0] ?? ''
  const last = words.at(-1) ?? ''
  if (words.length > 1 && /^\d+[a-z]?$/.test(first)) return { house: first, street: words.slice(1).join(' ') }
  if (words.length > 2 && /^[a-z]$/.test(last) && /^\d+$/.test(words.at(-2) ?? '')) {
    return { house: `${words.at(-2)}${last}`, street: words.slice(0, -2).join(' ') }
  }
  if (words.length > 1 && /^\d+[a-z]?$/.test(last))
    return { house: last, street: words.slice(0, -1).join(' ') }
  if (/^\d+[a-z]?$/.test(first)) return { house: first, street: null }
  return { house: null, street: words.join(' ') }
}
