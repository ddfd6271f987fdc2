import { isId } from '../../../../../platform/ids.ts'
import { CallFailed } from '../failures.ts'

const markShape = /^[\w-]{1,64}$/

/**
 * What our statements begin with; the server puts the statement into its log before the rows it changes. Whoever may write there may
 * write this too: it says which operation of ours to look for, and proves nothing.
 */
export function commentOf(mark: string, operation: string): string {
  if (!markShape.test(mark) || !isId(operation))
    throw new CallFailed('broken-answer', 'Mark and operation of a write have to be a name and a UUID.')
  return `/* tessera ${mark} ${operation} */`
}

/** The operation of ours in a statement of the log. Only at its very beginning: everywhere else are texts of anybody. */
export function operationIn(statement: string, mark: string): string | null {
  const [, whose, operation] = /^\/\* tessera ([\w-]{1,64}) ([0-9a-f-]{36}) \*\//.exec(statement) ?? []
  return whose === mark && isId(operation) ? operation : null
}
