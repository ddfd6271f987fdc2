/** Puts a job on its queue within the current transaction: it exists if and only if the write does. */
export type Enqueue = (queue: string, data: Record<string, unknown>, options?: EnqueueOptions) => Promise<void>

export type EnqueueOptions = {
  /** Only one job with this key waits or runs at a time. */
  singletonKey?: string
  /** Not before. */
  startAfter?: Date
}
