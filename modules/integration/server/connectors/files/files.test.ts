import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { skipping } from '../../../testing/systems/skipping.ts'
import { sftpMissing, startSftpServer } from '../../../testing/systems/sftp.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import { connectionOf, folderBelow, sftp } from './connector.ts'
import { folderStore } from './folder-store.ts'
import type { Store } from './store.ts'
import { customersOfTheOtherSide, otherSide } from './testing/other-side.ts'

const filed = (conflicts: 'here' | 'there') => ({
  objects: JSON.stringify([{ ...customersOfTheOtherSide, conflicts }]),
  arrival: 'renamed',
  interval: 0.05,
})

/** A disk that hangs, as one of the network does, cannot be had in a test: its questions are left without an answer. */
function hanging(store: Store, isFrozen: () => boolean): Store {
  const unless = <T>(work: () => Promise<T>) => (isFrozen() ? new Promise<T>(() => {}) : work())
  return {
    ...store,
    list: (folder, isWanted) => unless(() => store.list(folder, isWanted)),
    look: path => unless(() => store.look(path)),
  }
}

connectorSuite('Files in a folder', null, async (): Promise<Stage> => {
  const root = mkdtempSync(join(tmpdir(), 'tessera-folder-'))
  const folder = join(root, 'erp')
  mkdirSync(folder)
  const outside = otherSide(folder)
  let isFrozen = false
  return {
    connector: {
      ...folderBelow(root),
      open: async (settings, surroundings) =>
        connectionOf(
          hanging(folderStore(root, String(settings.folder)), () => isFrozen),
          settings,
          surroundings,
        ),
    },
    settings: { folder: 'erp', ...filed('there') },
    strangers: null,
    object: 'customers',
    text: 'address',
    refused: { field: 'country', value: 'x'.repeat(50) },
    outside,
    system: {
      stop: async () => renameSync(folder, `${folder}-away`),
      start: async () => renameSync(`${folder}-away`, folder),
      freeze: () => {
        isFrozen = true
      },
      thaw: () => {
        isFrozen = false
      },
    },
    marks: false,
    remove: async () => {
      outside.end()
      rmSync(root, { recursive: true })
    },
  }
})

skipping(sftpMissing)
connectorSuite('Files on an SFTP server', sftpMissing, async (): Promise<Stage> => {
  const server = await startSftpServer()
  const outside = otherSide(server.shared)
  const settings = {
    host: server.host,
    port: server.port,
    user: server.username,
    privateKey: server.privateKey,
    hostKey: server.hostKey,
    ...filed('here'),
  }
  return {
    connector: sftp,
    settings,
    strangers: { ...settings, privateKey: '', password: 'wrong' },
    object: 'customers',
    text: 'address',
    refused: { field: 'country', value: 'x'.repeat(50) },
    outside,
    system: { stop: server.stop, start: server.start, freeze: server.freeze, thaw: server.thaw },
    marks: false,
    remove: async () => {
      outside.end()
      await server.remove()
    },
  }
})
