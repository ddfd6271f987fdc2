type Column = { name: string; values: readonly (string | null)[] }

const keyNames =
  /^(?:id|key|nr|no|code|uuid|guid|number|nummer)$|(?:^|[-_. ])(?:id|nr|no|key|code|uuid|num|number|nummer)$|[a-zäöü](?:Id|ID|Nr|No|Number)$|(?:nummer|number)$|رقم/i
/** Numbers by which something else is called. */
const otherNumbers =
  /tax|vat|ust|steuer|phone|tel|fax|mobil|house|haus|zip|plz|post|account.?code|country|land/i

/** The column by which a record looks to be known: filled and different in every row that was seen, and called like a key. */
export function keyOf(columns: readonly Column[], about: string): string[] {
  const unique = columns.filter(isUnique)
  const named = unique.filter(({ name }) => keyNames.test(name) && !otherNumbers.test(name))
  const own = named.find(({ name }) => isKeyOf(name, about))
  const first = own ?? named[0] ?? (unique[0] === columns[0] ? unique[0] : undefined)
  return first ? [first.name] : []
}

function isUnique({ values }: Column): boolean {
  return (
    values.length > 0 &&
    values.every(value => value !== null && value !== '') &&
    new Set(values).size === values.length
  )
}

/** `customer_id` in customers, where `order_id` may come before it. */
function isKeyOf(column: string, about: string): boolean {
  const plain = column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  const single = about
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!s)s$/, '')
  return plain === 'id' || (single !== '' && plain.startsWith(single))
}

const goneNames =
  /^(?:action|aktion|op|operation|mode|flag|deleted|gel(?:oe|ö)scht|is_?deleted|delete|change_?type)$/i
const goneValues = /^(?:d|del|deleted?|l|gel(?:oe|ö)scht|x|remove[d]?|true|1|y|yes|j|ja)$/i
/** These say it only in a column that is about nothing else. */
const yes = /^(?:x|true|1|y|yes|j|ja)$/i

/** The column that looks to say that a record is gone, and what it then says. */
export function goneColumn(columns: readonly Column[]): { column: string; values: string[] } | null {
  for (const { name, values } of columns) {
    if (!goneNames.test(name)) continue
    const about = /delet|l(?:oe|ö)scht/i.test(name)
    const said = [...new Set(values.flatMap(value => value ?? []))]
    const gone = said.filter(value => goneValues.test(value) && (about || !yes.test(value)))
    if (gone.length > 0) return { column: name, values: gone }
  }
  return null
}
