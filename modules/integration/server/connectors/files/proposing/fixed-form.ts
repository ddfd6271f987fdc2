import type { FormField } from '../../proposal.ts'

/** With fewer lines blanks that happen to stand below each other look like the end of a field. */
export const enoughLines = 5

/** Whether lines look like fields at fixed places: of one length, and with blanks below each other. */
export function isFixedWidth(lines: readonly string[]): boolean {
  const bare = lines.map(line => line.trimEnd())
  const longest = Math.max(0, ...lines.map(line => line.length))
  const separated = [';', '\t', '|', ','].some(mark => {
    const counts = new Set(lines.map(line => line.split(mark).length))
    return counts.size === 1 && !counts.has(1)
  })
  if (lines.length < 2 || separated || longest < 8) return false
  const even = lines.every(line => line.length === longest)
  const near = bare.every(line => line.length >= longest / 3)
  return (even || near) && startsOf(lines).length > 1
}

/** The fields between columns of blanks, each up to where the next one begins. Names come from a header where there is one. */
export function fixedFields(lines: readonly string[], header: string | null): FormField[] {
  const blank = startsOf(header === null ? lines : [header, ...lines])
  // Blanks that stand below each other by chance have no title.
  const starts = header === null ? blank : blank.filter(at => (header[at] ?? ' ') !== ' ')
  const longest = Math.max(...lines.map(line => line.length))
  const names = new Set<string>()
  return starts.map((start, at) => {
    const end = starts[at + 1] ?? longest
    const title = header?.slice(start, end).trim() || `Column ${at + 1}`
    const name = names.has(title) ? `${title} ${at + 1}` : title
    names.add(name)
    return { name, start: start + 1, length: end - start }
  })
}

/** Whether the first line names the columns: words only, where the lines below it have numbers. */
export function hasTitles(lines: readonly string[]): boolean {
  const [first = '', ...others] = lines
  return !/\d/.test(first) && others.length > 0 && others.every(line => /\d/.test(line))
}

/** Where something begins behind a place that is blank in every line. */
function startsOf(lines: readonly string[]): number[] {
  const longest = Math.max(0, ...lines.map(line => line.length))
  const isBlank = (at: number) => lines.every(line => (line[at] ?? ' ') === ' ')
  const starts: number[] = []
  for (let at = 0; at < longest; at++) if (!isBlank(at) && (at === 0 || isBlank(at - 1))) starts.push(at)
  if (starts[0] !== undefined) starts[0] = 0
  return starts
}
