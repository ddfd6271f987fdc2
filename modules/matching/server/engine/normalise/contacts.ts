const dotless = new Set(['gmail.com', 'googlemail.com'])
const fillerMailboxes = new Set(
  'unknown none noreply no-reply nomail noemail na test unbekannt keine null'.split(' '),
)

/**
 * The one spelling of an e-mail address: lower case, without the tag after “+”, and for Gmail without dots. Null when
 * it has no “@” or is plainly nobody's (`unknown@…`).
 */
export function canonicalEmail(text: string): string | null {
  const [mailboxText, domainText, ...rest] = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s|"]+/g, '')
    .split('@')
  if (!mailboxText || !domainText || rest.length > 0) return null
  const domain = domainText === 'googlemail.com' ? 'gmail.com' : domainText
  const untagged = mailboxText.replace(/(?<=.)\+.*$/, '')
  const mailbox = dotless.has(domainText) ? untagged.replaceAll('.', '') : untagged
  return mailbox === '' || fillerMailboxes.has(mailbox) ? null : `${mailbox}@${domain}`
}

/** The last nine digits of a telephone number: the same with and without country code and trunk zero. Null below six. */
export function phoneDigits(text: string): string | null {
  const number = text.replace(/(?:ext|x|app|durchwahl)\.?\s*\d*\s*$/i, '')
  const digits = number.replaceAll(/\D/g, '')
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
  const code = text?.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '') ?? ''
  return code === '' || /^0+$/.test(code) ? null : code
}
