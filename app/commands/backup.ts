import { parseArgs } from 'node:util'
import { backup } from '../../platform/database/backup.ts'
import { restore } from '../../platform/database/restore.ts'
import { openJobQueue } from '../../platform/jobs/queue.ts'
import { keepSetting } from '../../platform/settings.ts'
import { version } from '../compose.ts'
import { migrationSources } from '../migrations.ts'
import { type Command, say, WrongUse, withProduct } from './command.ts'

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FOLDER',
  summary:
    'Copy database and files into a new folder, also while the server writes; the copy is read back and checked',
  async run(input) {
    const [folder] = input.args
    if (!folder || input.args.length > 1) throw new WrongUse('Name one folder that does not exist yet.')
    const manifest = await backup(input.config, { folder, version, log: input.log })
    const bytes = manifest.files.reduce((sum, file) => sum + file.size, 0)
    await withProduct(input, ({ kernel }) =>
      keepSetting({ db: kernel.database.db }, 'platform.last-backup', {
        at: new Date().toISOString(),
        folder,
        bytes,
      }),
    )
    say(`Backed up ${manifest.files.length} files, ${megabytes(bytes)}, checked: ${folder}`)
    return 0
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FOLDER [--force]',
  summary: 'Check a backup, put it back, and compare the rows of every table with what was backed up',
  async run(input) {
    const { values, positionals } = parseArgs({
      args: input.args,
      allowPositionals: true,
      options: { force: { type: 'boolean' } },
    })
    const [folder] = positionals
    if (!folder) throw new WrongUse('Name the folder of the backup.')
    const prepareSchema = async (url: string) => {
      const queue = await openJobQueue({ url, jobs: [], log: input.log, worker: false })
      await queue.stop()
    }
    const restored = await restore(input.config, {
      folder,
      force: values.force ?? false,
      sources: migrationSources,
      version,
      log: input.log,
      prepareSchema,
    })
    const rows = restored.tables.reduce((sum, table) => sum + table.rows, 0)
    say(`Restored ${restored.tables.length} tables with ${rows} rows; all counts agree with the backup.`)
    if (restored.replaced) say(`What was there before lies in ${restored.replaced}.`)
    return 0
  },
}
