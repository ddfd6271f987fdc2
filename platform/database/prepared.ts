import { createHash } from 'node:crypto'

/**
 * Statements whose plan never depends on their values (a record by its id). Planning is three quarters of what the
 * page of a customer costs, so each connection keeps their plans under a name.
 */
const names = new Map<string, string>()
/** A text that carries values would fill the server's memory with plans; this many texts are a defect of ours. */
const most = 500

/** Marks a statement as one whose plan is kept; answers the text. */
export function keptPlan(text: string): string {
  if (!names.has(text)) {
    if (names.size >= most)
      throw new Error('Too many statements ask for a kept plan; is a value written into the text?')
    names.set(text, `t${createHash('sha256').update(text).digest('hex').slice(0, 20)}`)
  }
  return text
}

/** So many texts of one shape, which differ with what is written: past it, planning them is the smaller trouble. */
const mostVaried = 200
const varied = new Set<string>()

/** Marks a statement whose text varies with columns or rules: the first 200 of them are kept, for most writes are alike. */
export function keptWhileFew(text: string): string {
  if (!varied.has(text) && varied.size >= mostVaried) return text
  varied.add(text)
  return keptPlan(text)
}

/** The name under which connections keep the plan of a statement; undefined where they do not. */
export function nameOf(text: string): string | undefined {
  return names.get(text)
}
