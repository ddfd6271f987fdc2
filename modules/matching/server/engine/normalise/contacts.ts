const unfit = /[\s|"]/
const plainNumber = /^\+?\d+$/
const plainCode = /^[a-z0-9]*[a-z1-9][a-z0-9]*$/
const dotless = new Set(['gmail.com', 'googlemail.com'])
const fillerMailboxes = new Set(
  'unknown none noreply no-reply nomail noemail na test unbekannt keine null'.split(' '),
)

/**
 * The one spelling of an e-mail address: lower case, without the tag after “+”, and for Gmail without dots. Null when
 * it has no “@” or is plainly nobody's (`unknown@…`).
 */
export function canonicalEmail(text: string): string | null {
  const lower = text.toLowerCase()
  const address = unfit.test(lower) ? lower.replaceAll(/[\s|"]+/g, '') : lower
  const at = address.indexOf('@')
  if (at <= 0 || at === address.length - 1 || address.includes('@', at + 1)) return null
  const domainText = address.slice(at + 1)
  const plus = address.indexOf('+', 1)
  const untagged = address.slice(0, plus > 0 && plus < at ? plus : at)
  const isDotless = dotless.has(domainText)
  const mailbox = isDotless ? untagged.replaceAll('.', '') : untagged
  if (mailbox === '' || fillerMailboxes.has(mailbox)) return null
  return `${mailbox}@${isDotless ? 'gmail.com' : domainText}`
}

/** The last nine digits of a telephone number: the same with and without country code and trunk zero. Null below six. */
export function phoneDigits(text: string): string | null {
  const digits = plainNumber.test(text)
    ? text.slice(text.startsWith('+') ? 1 : 0)
    : text.replace(/(?:ext|x|app|durchwahl)\.?\s*\d*\s*$/i, '').replaceAll(/\D/g, '')
  if (digits.length < 6 || /^(\d)\1*$/.test(digits)) return null
  return digits.slice(-9).replace(/^0+(?=\d{6})/, '')
}

/** The host of a website without `www.`; null when there is none. */
export function siteOf(text: string): string | null {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .split(/[/?#:]/, 1)[0]
  return host?.includes('.') && !/[\s|"]/.test(host) ? host.replace(/^www\d?\./, '') : null
}

/** A number or code that identifies: its letters and digits only. */
export function codeOf(text: string | null | undefined): string | null {
  if (!text) return null
  if (plainCode.test(text)) return text
  const code = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
  return code === '' || /^0+$/.test(code) ? null : code
}
