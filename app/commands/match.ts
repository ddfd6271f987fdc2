import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { evaluate, isRole, lineOf, readTruthAt, type Role, tableOf } from '../../modules/matching/index.ts'
import { type Command, say, WrongUse } from './command.ts'

const options = { truth: { type: 'string' }, map: { type: 'string' } } as const

export const matchCommand: Command = {
  name: 'match',
  usage: 'match evaluate FILE [FILE2] --truth column:NAME[/PATTERN/]|pairs:FILE [--map F.json]',
  summary: 'Run the matcher on files with known answers, without a database; the last line is JSON',
  async run({ args }) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [what, ...files] = positionals
    if (what !== 'evaluate') throw new WrongUse('“match” can “evaluate”.')
    if (files.length < 1 || files.length > 2) throw new WrongUse('“match evaluate” needs one file or two.')
    if (!values.truth) throw new WrongUse('--truth says where the answers are.')
    for (const file of files) {
      if (!(await stat(file).catch(() => null))?.isFile()) throw new WrongUse(`There is no file ${file}.`)
    }
    const found = await evaluate({
      files,
      truth: readTruthAt(values.truth),
      ...(values.map ? { map: await readMap(values.map) } : {}),
    })
    const { user, system } = process.cpuUsage()
    const cost = { cpuSeconds: (user + system) / 1e6, peakMemoryMiB: process.resourceUsage().maxRSS / 1024 }
    say(tableOf(found))
    say('')
    say(lineOf(found, cost))
    return 0
  },
}

async function readMap(path: string): Promise<Record<string, Role>> {
  const map: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (typeof map !== 'object' || map === null)
    throw new WrongUse(`${path} is no JSON object of column and role.`)
  const entries = Object.entries(map).map(([column, role]): [string, Role] => {
    if (!isRole(role))
      throw new WrongUse(`“${String(role)}” is no role for the column “${column}” in ${path}.`)
    return [column, role]
  })
  return Object.fromEntries(entries)
}
