import type { UseQueryResult } from '@tanstack/react-query'
import type { Problem } from '../../../../platform/contract/client.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import { customersContract } from '../../contract.ts'
import { asleep, myOpenTasks } from '../list/built-in-views.ts'
import { recentlySeen } from '../page/recently-seen.ts'

type Asked<K extends keyof typeof customersContract> = UseQueryResult<
  ReplyOf<(typeof customersContract)[K]>,
  Problem
>

/** Everything the start page shows; each part is read and fails by itself. */
export type MyDay = {
  tasks: Asked<'tasks'>
  day: Asked<'myDay'>
  mentions: Asked<'mentions'>
  asleep: Asked<'list'>
}

export const mineAsleep = { and: [{ field: 'owner', op: 'eq', value: 'me' } as const, asleep] }

export function useMyDay(): MyDay {
  const { user } = useSession()
  const recent = recentlySeen(user.id).slice(0, 8)
  return {
    tasks: useCall(customersContract.tasks, {
      query: { filter: JSON.stringify(myOpenTasks), sort: 'dueAt', limit: 100 },
    }),
    day: useCall(customersContract.myDay, {
      query: recent.length > 0 ? { recent: recent.join(',') } : {},
    }),
    mentions: useCall(customersContract.mentions),
    asleep: useCall(customersContract.list, {
      query: { filter: JSON.stringify(mineAsleep), sort: 'lastContactAt', limit: 5 },
    }),
  }
}
