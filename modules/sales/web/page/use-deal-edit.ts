import type { RecordRow } from '../../../../ui/field/record.ts'
import { useRecordEdit } from '../../../../ui/record/use-record-edit.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { salesContract } from '../../contract.ts'
import { reads } from '../use-act.ts'

const lists = [salesContract.opportunities]

/** Saves fields of a deal with its version; what somebody else has changed since is asked about. */
export function useDealEdit(
  done?: string,
): (record: RecordRow, patch: Record<string, unknown>) => Promise<RecordRow> {
  const entity = useEntity('opportunity')
  return useRecordEdit({
    entity,
    update: salesContract.changeOpportunity,
    lists,
    reads,
    ...(done ? { done } : {}),
  })
}
