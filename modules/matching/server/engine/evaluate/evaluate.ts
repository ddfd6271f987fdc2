import { openDuck } from '../batch/duck.ts'
import type { Sided } from '../batch/load.ts'
import { type Matching, matchSet } from '../batch/match.ts'
import { cluster, type Clusters } from '../cluster/clusters.ts'
import { largestCluster } from '../cluster/guards.ts'
import { type Rows, rowsOf, type TruthAt, truthOf } from './answers.ts'
import { openFile, type OpenFile } from './files.ts'
import { labelsBy } from './groups.ts'
import { bestQuality, type Judged, type Quality, qualityByGroup, qualityFrom, qualityOf } from './measure.ts'
import { recordsOf, schemaOf } from './records.ts'
import { guessRoles, type Role, type Sample } from './roles.ts'
import type { Truth } from './truth.ts'

export type EvaluateOptions = {
  files: readonly string[]
  truth: TruthAt
  /** What columns are, where the guess is wrong. */
  map?: Readonly<Record<string, Role>>
  memoryMiB?: number
  threads?: number
}

export type Evaluation = {
  rows: number
  truth: number
  roles: Readonly<Record<string, Role>>
  matching: Matching
  quality: Quality
  best: Quality & { threshold: number }
  clusters: Quality & { largest: number; held: Readonly<Record<string, number>> }
  byGroup: { group: string; quality: Quality; truth: number }[]
}

/** Far enough below any threshold that the best one with answers lies above. */
const lowest = -8

/**
 * Runs the whole matcher on one file, or on two that are linked, and compares with the answers, which the matcher does not
 * see: neither the column with them nor any id. Throws `Invalid` for files it cannot read.
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const files: OpenFile[] = []
  try {
    for (const path of options.files) files.push(await openFile(path))
    return await evaluateFiles(files, options)
  } finally {
    for (const file of files) await file.close()
  }
}

async function evaluateFiles(files: readonly OpenFile[], options: EvaluateOptions): Promise<Evaluation> {
  const roles = await rolesOf(files, options)
  const noted = files.map(({ table }) => {
    const id = table.columns.find(column => roles[column] === 'id')
    return rowsOf(table.columns, { id, truth: options.truth, labelsOf: labelsBy(table.columns, roles) })
  })
  const { matching, rowOf } = await matchFiles(files, { roles, noted, options })
  const rows = noted.map(one => one.rows)
  const truth = await truthOf(options.truth, rows)
  const border = files.length > 1 ? (rows[0]?.count ?? 0) : null
  return judge(matching, { roles, rows, truth, rowOf, border })
}

type Noted = ReturnType<typeof rowsOf>

/** The matching, and the row of each rid. The database is closed before anything is judged: both need memory. */
async function matchFiles(
  files: readonly OpenFile[],
  {
    roles,
    noted,
    options,
  }: { roles: Readonly<Record<string, Role>>; noted: readonly Noted[]; options: EvaluateOptions },
): Promise<{ matching: Matching; rowOf: Uint32Array }> {
  const duck = await openDuck({ memoryMiB: options.memoryMiB ?? 500, threads: options.threads ?? 2 })
  try {
    const across = files.length > 1 ? 'sides' : 'within'
    const source = sourceOf(files, { roles, noted })
    const matching = await matchSet(duck, { source, schema: schemaOf(roles), across, least: lowest })
    const rowOf = new Uint32Array(matching.loaded.count)
    for await (const [rids = [], ids = []] of duck.stream('select rid, id from record')) {
      rids.forEach((rid, at) => (rowOf[rid as number] = Number(ids[at])))
    }
    return { matching, rowOf }
  } finally {
    await duck.close()
  }
}

async function rolesOf(
  files: readonly OpenFile[],
  { truth, map = {} }: EvaluateOptions,
): Promise<Readonly<Record<string, Role>>> {
  const samples = new Map<string, Sample & { values: (string | null)[] }>()
  for (const { table } of files) {
    for await (const rows of table.rows()) {
      table.columns.forEach((column, at) => {
        const sample = samples.get(column) ?? { column, values: [] }
        samples.set(column, sample)
        for (const { cells } of rows) sample.values.push(cells[at] ?? null)
      })
      break
    }
  }
  const hidden = 'column' in truth ? truth.column : undefined
  const roles = { ...guessRoles([...samples.values()].filter(({ column }) => column !== hidden)), ...map }
  return hidden === undefined ? roles : { ...roles, [hidden]: 'ignore' }
}

async function* sourceOf(
  files: readonly OpenFile[],
  { roles, noted }: { roles: Readonly<Record<string, Role>>; noted: readonly Noted[] },
): AsyncGenerator<Sided> {
  let first = 0
  for (const [at, { table }] of files.entries()) {
    const { rows, note } = noted[at] as Noted
    for await (const records of recordsOf(table, { roleOf: roles, first, note })) {
      yield { side: at === 0 ? 0 : 1, records }
    }
    first += rows.count
  }
}

type Judging = {
  roles: Readonly<Record<string, Role>>
  rows: readonly Rows[]
  truth: Truth
  rowOf: Uint32Array
  border: number | null
}

function judge(matching: Matching, { roles, rows, truth, rowOf, border }: Judging): Evaluation {
  const { left, right, weight } = matching.pairs
  const judged: Judged = {
    a: left.map(rid => rowOf[rid] as number),
    b: right.map(rid => rowOf[rid] as number),
    weight,
    right: Uint8Array.from(left, (rid, at) =>
      Number(truth.same(rowOf[rid] as number, rowOf[right[at] as number] as number)),
    ),
  }
  const { balanced, link, review } = matching.chosen
  const clusters = cluster(matching.pairs, { link, review, cap: largestCluster })
  return {
    rows: rows.reduce((sum, { count }) => sum + count, 0),
    truth: truth.pairs,
    roles,
    matching,
    quality: qualityFrom(judged, balanced, truth.pairs),
    best: bestQuality(judged, truth.pairs),
    clusters: judgeClusters(clusters, { truth, rowOf, border }),
    byGroup: qualityByGroup(judged, {
      least: balanced,
      labels: rows.flatMap(({ labels }) => labels),
      truth: truth.list(),
    }),
  }
}

function judgeClusters(
  { members, held }: Clusters,
  { truth, rowOf, border }: Pick<Judging, 'truth' | 'rowOf' | 'border'>,
): Evaluation['clusters'] {
  let [said, right, largest] = [0, 0, 1]
  for (const cluster of new Set(members.values())) {
    largest = Math.max(largest, cluster.length)
    const inside = cluster.map(rid => rowOf[rid] as number)
    for (const [at, a] of inside.entries()) {
      for (const b of inside.slice(at + 1)) {
        if (border !== null && a < border === b < border) continue
        said++
        if (truth.same(a, b)) right++
      }
    }
  }
  const reasons: Record<string, number> = {}
  for (const reason of held.values()) reasons[reason] = (reasons[reason] ?? 0) + 1
  return { ...qualityOf({ said, right, truth: truth.pairs }), largest, held: reasons }
}
