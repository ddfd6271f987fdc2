const two = (text: string) => text.padStart(2, '0')

/**
 * A date as YYYY-MM-DD, in whatever usual order it came. It need not exist in the calendar: “1999-02-31” is a mistake in
 * one digit and still says much. Null when it is no date at all.
 */
export function isoDate(text: string | null | undefined): string | null {
  if (!text) return null
  const trimmed = text.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(trimmed)
  if (iso) return `${iso[1]}-${two(iso[2] as string)}-${two(iso[3] as string)}`
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed)
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`
  const local = /^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$/.exec(trimmed)
  if (!local) return null
  const [first, second] = [two(local[1] as string), two(local[3] as string)]
  // Slashes with a second part above twelve are American; everything else is day before month.
  const american = local[2] === '/' && Number(second) > 12
  return american ? `${local[4]}-${first}-${second}` : `${local[4]}-${second}-${first}`
}
