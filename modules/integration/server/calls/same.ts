/** Joins calls that ask the same at the same time: the first one is made, the others get its answer. */
export type Joining = <T>(
  name: string | undefined,
  call: () => Promise<T>,
) => { answer: Promise<T>; shared: boolean }

export function sameCalls(): Joining {
  const open = new Map<string, Promise<unknown>>()
  return <T>(name: string | undefined, call: () => Promise<T>) => {
    if (name === undefined) return { answer: call(), shared: false }
    const known = open.get(name) as Promise<T> | undefined
    if (known) return { answer: known, shared: true }
    const answer = call().finally(() => open.delete(name))
    open.set(name, answer)
    return { answer, shared: false }
  }
}
