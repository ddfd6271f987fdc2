import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type Problem } from '../../../../../platform/contract/client.ts'
import { integrationContract } from '../../../contract.ts'
import type { FileForm, FileProposal } from '../../../contract/files.ts'
import type { Where } from '../draft.ts'
import { again, placeOf, type Told, toldOf } from './forms.ts'

type Answer = Awaited<ReturnType<typeof ask>>

function ask(where: Where, told: Told | null, signal?: AbortSignal) {
  return call(integrationContract.proposeFiles, { body: { ...placeOf(where), told } }, signal)
}

const keyOf = (where: Where, told: Told | null) => ['integration.files', placeOf(where), told]
const asked = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const

/** What lies there, and how it could be described. */
export function useProposals(where: Where) {
  const client = useQueryClient()
  return useQuery<Answer, Problem>({
    ...asked,
    queryKey: keyOf(where, null),
    queryFn: async ({ signal }) => {
      const answer = await ask(where, null, signal)
      // Each of them is known by now, as it was proposed.
      for (const proposal of answer.proposals)
        client.setQueryData(keyOf(where, toldOf(proposal.form)), { ...answer, proposals: [proposal] })
      return answer
    },
  })
}

/** The columns of files as they are described; undefined while they are read. */
export function useSeen(where: Where, form: FileForm): FileProposal | undefined {
  const told = toldOf(form)
  const found = useQuery<Answer, Problem>({
    ...asked,
    queryKey: keyOf(where, told),
    queryFn: ({ signal }) => ask(where, told, signal),
    enabled: form.full !== '',
  })
  return found.data?.proposals[0]
}

/** Looks again at files of which something else is said; what cannot be seen stays as it was said. */
export function useLookAgain(where: Where) {
  const client = useQueryClient()
  return async (form: FileForm): Promise<FileForm> => {
    if (form.full === '') return form
    const told = toldOf(form)
    const answer = await client
      .fetchQuery({ ...asked, queryKey: keyOf(where, told), queryFn: () => ask(where, told) })
      .catch(() => null)
    const seen = answer?.proposals[0]
    if (!seen || seen.doubts.includes('nothing-there')) return form
    client.setQueryData(keyOf(where, toldOf(again(form, seen))), answer)
    return again(form, seen)
  }
}
