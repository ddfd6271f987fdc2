/** The longest that the server takes, in characters. */
export const longestLine = 20_000

const pictures = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*\r?\n?/gim

/** A card without what is not text: a portrait alone is often longer than a lead may be. Other text stays as it is. */
export function withoutPictures(text: string): string {
  return /^\uFEFF?\s*BEGIN:VCARD/i.test(text) ? text.trimStart().replaceAll(pictures, '') : text
}
