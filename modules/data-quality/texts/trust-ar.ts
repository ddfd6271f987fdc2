/** Trust at the value. */
export const trustAr = {}
