/** Trust at the value. */
export const trustDe = {}
