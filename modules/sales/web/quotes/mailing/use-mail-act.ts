import { useActOn } from '../../../../../ui/shell/use-act.ts'
import { quoteContract, quoteMailContract } from '../../../contract.ts'

const read = [quoteMailContract.quoteMails, quoteContract.quotePage]

/** Asks for a mail through the API, and reads again what stands of it. */
export const useMailAct = () => useActOn(read)
