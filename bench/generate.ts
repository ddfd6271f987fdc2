import type pg from 'pg'
import { copyRows } from './copy.ts'
import { loadContactPoints, loadCustomers } from './generate-customers.ts'
import { loadEntries } from './generate-entries.ts'
import { loadHistory, loadOwnerships, loadRelationships, loadTasks } from './generate-ties.ts'
import { loadBare } from './loading.ts'
import { vocabulary } from './population.ts'
import type { Scene } from './scene.ts'

const which = `n.nspname = 'customers' or c.oid in ('platform.change'::regclass, 'platform.search_word'::regclass)`

/** Fills an empty, migrated database with the scene: rows by COPY over two connections. */
export function generate(url: string, scene: Scene, say: (line: string) => void): Promise<void> {
  return loadBare(url, { which, say }, async (timed, first) => {
    await writeBatch(first, scene)
    const half = Math.floor(scene.sizes.entries / 2)
    await timed('timeline entries', [
      client => loadEntries(client, scene, { from: 0, to: half }),
      client => loadEntries(client, scene, { from: half, to: scene.sizes.entries }),
    ])
    await timed('customers and what belongs to them', [
      client => loadCustomers(client, scene),
      client => loadContactPoints(client, scene),
      client => loadRelationships(client, scene),
      client => loadOwnerships(client, scene),
      client => loadTasks(client, scene),
      client => loadHistory(client, scene),
      client => loadWords(client),
    ])
  })
}

async function writeBatch(client: pg.Client, scene: Scene): Promise<void> {
  await client.query(
    `insert into platform.batch (id, at, actor_id, actor_name, actor_kind, channel, label)
     values (encode($1, 'hex')::uuid, $2, encode($3, 'hex')::uuid, 'Benchmark', 'system', 'import', 'customers.act.imported')
     on conflict do nothing`,
    [scene.batch, new Date(scene.end), scene.users.subarray(0, 16)],
  )
}

async function loadWords(client: pg.Client): Promise<void> {
  const words = vocabulary()
  await copyRows(client, 'platform.search_word (word)', {
    from: 0,
    to: words.length,
    write: (out, row) => {
      out.row(1)
      out.text(words[row] as string)
    },
  })
}
