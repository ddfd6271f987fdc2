import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dataQualityContract } from '../../contract.ts'

/** What may look different after a value was confirmed, disputed or settled. */
export const trustReads: readonly Endpoint[] = [
  dataQualityContract.trust,
  dataQualityContract.disputes,
  dataQualityContract.oldValues,
  customersContract.page,
  customersContract.changes,
  customersContract.list,
  historyContract.ofRecord,
]
