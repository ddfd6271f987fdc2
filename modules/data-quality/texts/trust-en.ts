/** Trust at the value. */
export const trustEn = {}
