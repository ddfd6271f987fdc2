/** A name of a table or column in the form in which names are compared: lower case, words apart, no accents. */
export function plainName(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same without any gaps: `cust_id`, `CustId` and `custid` are one. */
export function closeName(name: string): string {
  return plainName(name).replaceAll(' ', '')
}
