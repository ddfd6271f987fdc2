/** Most records that one cluster may have without a person's word. */
export const largestCluster = 20
