/** The rows of the policies: under these ids their history is read. */
export const policyIds = {
  trust: '00000000-0000-7000-8000-00000d0100a1',
  survivorship: '00000000-0000-7000-8000-00000d0100a2',
} as const
