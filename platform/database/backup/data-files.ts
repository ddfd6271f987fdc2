import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { keyFileName } from '../../secrets/key-ring.ts'

/**
 * The database has its own way into a backup; what an earlier restore put aside stays out, and so do the keys: whoever finds
 * the backup shall not be able to open the secrets in it.
 */
const isNotCopied = (name: string) =>
  /^(database|database\.location|replaced-.*)$/.test(name) || name.startsWith(keyFileName)

/**
 * Copies the uploaded files and everything else of the data folder beside the database. Stored files never change, so
 * one that is there already is not copied again: call it before and after the database is copied, and every file
 * that the copied database knows is there.
 */
export async function copyDataFiles(dataFolder: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  for (const name of await namesIn(dataFolder)) {
    if (!isNotCopied(name)) await copyNew(join(dataFolder, name), join(target, name))
  }
}

/** What a restore leaves where it is: what an earlier one put aside, and the keys, under which the secrets of the backup were sealed. */
export function isLeftAlone(name: string): boolean {
  return name.startsWith('replaced-') || name.startsWith(keyFileName)
}

/** Whether the folder holds anything that a restore would overwrite. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  return (await namesIn(folder)).every(isLeftAlone)
}

async function namesIn(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder) : []
}

async function copyNew(from: string, to: string): Promise<void> {
  const source = await stat(from).catch(() => null)
  if (source?.isDirectory()) {
    await mkdir(to, { recursive: true, mode: 0o700 })
    for (const name of await readdir(from)) await copyNew(join(from, name), join(to, name))
    return
  }
  // A name that ends in .part is an upload under way.
  if (!source?.isFile() || from.endsWith('.part')) return
  const there = await stat(to).catch(() => null)
  if (there && there.size === source.size && there.mtimeMs >= source.mtimeMs) return
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch(error => {
    // Removed while we copied: then the database no longer names it either.
    if (error.code !== 'ENOENT') throw error
  })
}
