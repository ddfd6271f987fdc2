import { createTransport, type Transporter } from 'nodemailer'

export type Mail = {
  to: string
  subject: string
  text: string
  html?: string
  /** To whom answers go, where not to the system. */
  replyTo?: { name: string; address: string }
  attachments?: readonly { filename: string; content: Buffer; contentType: string }[]
}

/** What became of a mail: handed to the mail server, or why not (then tell the person another way). */
export type MailOutcome =
  | { sent: true }
  | { sent: false; reason: 'not-configured' | 'refused'; message?: string }

export type Mailer = {
  configured: boolean
  send: (mail: Mail) => Promise<MailOutcome>
  close: () => void
}

/**
 * Sends the system's own mail through `smtpUrl` (`smtp://user:password@host:587?from=crm@example.org`); with `null`
 * nothing is sent and the outcome says so. A mail server that refuses or does not answer within 10 s is an outcome,
 * not an error: the caller decides what the person is shown instead.
 */
export function createMailer(smtpUrl: string | null): Mailer {
  if (smtpUrl === null) {
    return {
      configured: false,
      send: async () => ({ sent: false, reason: 'not-configured' }),
      close: () => undefined,
    }
  }
  const address = new URL(smtpUrl)
  const from = address.searchParams.get('from') ?? senderOf(address)
  address.searchParams.delete('from')
  const transport = createTransport(address.href, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 10_000,
  } as never)
  return {
    configured: true,
    send: mail => deliver(transport, { from, ...mail }),
    close: () => transport.close(),
  }
}

async function deliver(transport: Transporter, mail: Mail & { from: string }): Promise<MailOutcome> {
  try {
    // A line break in an address or subject would let its author add headers.
    const { replyTo, attachments, ...rest } = mail
    await transport.sendMail({
      ...rest,
      ...(replyTo && { replyTo: { name: oneLine(replyTo.name), address: oneLine(replyTo.address) } }),
      ...(attachments && { attachments: [...attachments] }),
      to: oneLine(mail.to),
      subject: oneLine(mail.subject),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { sent: true }
  } catch (error) {
    return { sent: false, reason: 'refused', message: error instanceof Error ? error.message : String(error) }
  }
}

function senderOf(address: URL): string {
  const user = decodeURIComponent(address.username)
  return user.includes('@') ? user : `tessera@${address.hostname}`
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}
