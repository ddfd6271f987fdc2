import { type AddressInfo, createServer, type Server } from 'node:net'

/** A real mail server for tests, and what it has taken; `url` as the settings have it. */
export type MailSink = { url: string; taken: string[]; close: () => Promise<void> }

/** Starts a mail server on this machine; it takes everything but mails to the mailbox `nobody`. */
export async function mailSink(): Promise<MailSink> {
  const taken: string[] = []
  const server = mailServer(taken)
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?from=crm%40firm.example`,
    taken,
    close: () => new Promise(closed => server.close(() => closed())),
  }
}

/** A mail server that speaks as much SMTP (RFC 5321) as is needed to take mails; refuses the mailbox `nobody`. */
function mailServer(taken: string[]): Server {
  return createServer(socket => {
    let data: string | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    const answer = (line: string) => {
      if (data !== null) {
        if (line !== '.') data += `${line}\n`
        else {
          taken.push(data)
          data = null
          say('250 taken')
        }
      } else if (/^DATA/i.test(line)) {
        data = ''
        say('354 go on')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else say(/nobody@/.test(line) ? '550 no such mailbox' : '250 ok')
    }
    let rest = ''
    socket.on('data', chunk => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      lines.forEach(answer)
    })
    socket.on('error', () => socket.destroy())
    say('220 test ready')
  })
}
