import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { findProgram, missing, ownPort, type Running, run, systemFolder, testAccount } from './program.ts'

/** An OpenSSH that gives out one folder, and nothing but SFTP. */
export type SftpServer = Running & {
  host: string
  port: number
  username: string
  /** The private key that is let in. */
  privateKey: string
  /** The password that is let in; null where sshd may not be given a list of passwords of its own (needs root). */
  password: string | null
  /** The key by which the server is known, base64 as in known_hosts. */
  hostKey: string
  /** The folder it gives out, as this machine sees it. */
  shared: string
  /** Stops it and removes its files. */
  remove: () => Promise<void>
}

/** Why OpenSSH cannot be started here, or null. */
export const sftpMissing = missing({ sshd: 'openssh-server', 'ssh-keygen': 'openssh-client' })

const isRoot = process.getuid?.() === 0

/** Starts an OpenSSH in a temporary folder; root serves under the account `nobody`, anybody else under his own. */
export async function startSftpServer(): Promise<SftpServer> {
  const folder = systemFolder('sftp')
  try {
    const port = await ownPort()
    const shared = join(folder.path, 'shared')
    mkdirSync(shared)
    if (isRoot) giveToNobody(shared)
    for (const key of ['host', 'client'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', join(folder.path, key)])
    const passwords = isRoot ? ownPasswords(folder.path) : null
    writeFileSync(
      join(folder.path, 'sshd_config'),
      settings({ folder: folder.path, port, shared, passwords }),
    )
    // Root's sshd wants this folder to exist (it is where it locks up the half that talks before anybody is known).
    if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
    const sshd = [findProgram('sshd') as string, '-D', '-e', '-f', join(folder.path, 'sshd_config')]
    // In a view of its own of the file system the list of passwords is another one; the machine's stays untouched.
    const hidden = `mount --bind "${passwords}" /etc/shadow && exec "$@"`
    const [command, ...args] = passwords ? ['unshare', '--mount', 'sh', '-c', hidden, 'sh', ...sshd] : sshd
    const server = await run({ command: command as string, args, folder: folder.path, port, greets: true })
    return {
      ...server,
      host: '127.0.0.1',
      port,
      username: isRoot ? 'nobody' : userInfo().username,
      privateKey: readFileSync(join(folder.path, 'client'), 'utf8'),
      password: passwords && testAccount.password,
      hostKey: readFileSync(join(folder.path, 'host.pub'), 'utf8').split(' ')[1] as string,
      shared,
      remove: () => server.stop().finally(folder.remove),
    }
  } catch (error) {
    folder.remove()
    throw error
  }
}

function settings(options: {
  folder: string
  port: number
  shared: string
  passwords: string | null
}): string {
  const { folder, port, shared, passwords } = options
  writeFileSync(join(folder, 'authorized_keys'), readFileSync(join(folder, 'client.pub')), { mode: 0o644 })
  return [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${folder}/host`,
    `PidFile ${folder}/sshd.pid`,
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    'StrictModes no',
    'UsePAM no',
    'KbdInteractiveAuthentication no',
    `PasswordAuthentication ${passwords ? 'yes' : 'no'}`,
    'AllowTcpForwarding no',
    'Subsystem sftp internal-sftp',
    `ForceCommand internal-sftp -d ${shared}`,
    '',
  ].join('\n')
}

/** A list of passwords in which only `nobody` has one; null where this process may not have a view of its own. */
function ownPasswords(folder: string): string | null {
  const salt = '$6$tesserasystems$'
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    // The hash is the C library's, and Perl is the program on every Debian that hands it out.
    const hash = execFileSync('perl', ['-e', 'print crypt($ARGV[0], $ARGV[1])', testAccount.password, salt], {
      encoding: 'utf8',
    })
    const path = join(folder, 'shadow')
    writeFileSync(path, `root:*:20000::::::\nsshd:!:20000::::::\nnobody:${hash}:20000:0:99999:7:::\n`, {
      mode: 0o600,
    })
    return path
  } catch {
    return null
  }
}

function giveToNobody(folder: string): void {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  chownSync(folder, id('-u'), id('-g'))
}
