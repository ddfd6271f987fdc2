import { z } from 'zod'
import { id } from '../../../platform/contract/shapes.ts'

/** A part of a customer: the customer's id and its own. */
export const childParams = z.strictObject({ id, childId: id })
