import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id } from '../../../platform/contract/shapes.ts'
import { forecastPeriod, forecastQuery, history, lockState, period, sellers, tag, teams } from './forecast.ts'

const figure = z.object({ n: z.int(), amount: z.number() })

const locked = z.object({
  at: z.string().describe('When it was locked'),
  currency: z.string().describe('The firm’s of then; all amounts of the lock are in its minor units'),
  won: figure.describe('Won in the period before it was locked'),
  commit: figure,
  bestCase: figure,
  open: figure.describe('Those of neither'),
  weighted: z.number().describe('Of these three: Σ amount × chance of the stage'),
  history: history.nullable().describe('What history said then; null before the first night'),
  sellers,
  teams: teams.describe('Teams as they are today, of the people of then'),
})

const readLock = z.object({
  pipeline: id.nullable(),
  period: forecastPeriod,
  state: lockState,
  lock: locked.nullable().describe('Of what I may see, by owner and unit of then; null unless it is locked'),
})
export type ForecastLock = z.output<typeof readLock>

const lockedPeriod = z.object({
  period,
  every: z.enum(['month', 'quarter']),
  from: day,
  to: day,
  at: z.string(),
})

export const lockEndpoints = contract({
  forecastLock: {
    name: 'sales.forecast.lock',
    method: 'GET',
    path: '/sales/forecast/lock',
    tag,
    summary: 'What was forecast when a period began: final since then',
    permission: 'sales.read',
    query: forecastQuery,
    reply: readLock,
  },
  forecastLocks: {
    name: 'sales.forecast.locks',
    method: 'GET',
    path: '/sales/forecast/locks',
    tag,
    summary: 'Which periods of a pipeline are locked; the newest 200',
    permission: 'sales.read',
    query: z.object({ pipeline: id.optional().describe('The first in use where none is said') }),
    reply: z.object({ pipeline: id.nullable(), items: z.array(lockedPeriod) }),
  },
})
