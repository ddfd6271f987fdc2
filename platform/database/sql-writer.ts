/** Collects bound values while a statement is written as text, so that no value ever becomes part of the text. */
export type SqlWriter = { values: unknown[]; bind: (value: unknown, type?: string) => string }

/** `values` are those that are bound already, from `$1` on; they are not touched. */
export function sqlWriter(bound: readonly unknown[] = []): SqlWriter {
  const values = [...bound]
  return {
    values,
    bind(value, type) {
      values.push(value)
      return type ? `$${values.length}::${type}` : `$${values.length}`
    },
  }
}

const identifier = /^[a-z_][a-z0-9_]*$/

/** A column name for SQL text. Only descriptors reach this; anything else is a defect. */
export function column(name: string): string {
  if (!identifier.test(name)) throw new Error(`“${name}” is no column name.`)
  return `"${name}"`
}
