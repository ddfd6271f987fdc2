import { backupCommand, restoreCommand } from './backup.ts'
import type { Command } from './command.ts'
import { doctorCommand, migrateCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { keyCommand } from './key.ts'
import { matchCommand } from './match.ts'
import { scaleCommand } from './scale.ts'
import { secretsCommand } from './secrets.ts'
import { userCommand } from './user.ts'

/** What the command line can do, in the order in which it is shown. */
export const commands: readonly Command[] = [
  keyCommand,
  importCommand,
  exportCommand,
  userCommand,
  migrateCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
  secretsCommand,
  scaleCommand,
  matchCommand,
]
