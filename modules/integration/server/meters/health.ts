import type { HealthCheck } from '../../../../platform/module.ts'
import type { BoardLine, SystemState } from '../../contract/board.ts'
import { board } from './board.queries.ts'

/** Somebody has to look: nothing mends these by itself. */
const bad: ReadonlySet<SystemState> = new Set(['unreachable', 'lost', 'slow'])
const longestWait = 600_000

const isStuck = ({ oldest }: BoardLine, now: Date) =>
  oldest !== null && now.getTime() - Date.parse(oldest) > longestWait

/** The worst of the board: systems that do not answer, operations that wait for more than ten minutes, or for a person. */
export const systemsHealth: HealthCheck = {
  name: 'integration.systems',
  run: async ctx => {
    const lines = await board(ctx)
    const sick = lines.filter(({ state }) => bad.has(state))
    const stuck = lines.filter(line => line.state !== 'off' && isStuck(line, ctx.now))
    const sum = (count: (line: BoardLine) => number) => lines.reduce((all, line) => all + count(line), 0)
    return {
      ok: sick.length === 0 && stuck.length === 0,
      detail: {
        systems: lines.length,
        sick: sick.length,
        names: sick.map(({ name }) => name).join(', '),
        off: lines.filter(({ state }) => state === 'off' || state === 'drill').length,
        queue: sum(line => line.queue),
        stuck: sum(line => line.conflicts + line.failed),
      },
    }
  },
}
