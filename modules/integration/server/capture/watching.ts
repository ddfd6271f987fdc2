import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { StandingWork, Work } from '../../../../platform/jobs/job.ts'
import { objectsOf, systemOf } from '../systems/system.ts'
import { followSystem } from './following.ts'

const lookEvery = 1000

type Following = { version: string; stop: AbortController; done: Promise<void> }

/** Follows all systems that are on; who is in which process is decided by leases. */
export const followWork: StandingWork = { name: 'integration.follow', where: 'worker', run: watch }

async function watch(work: Work): Promise<void> {
  const holder = newId()
  const running = new Map<string, Following>()
  const end = async (id: string) => {
    const following = running.get(id)
    running.delete(id)
    following?.stop.abort()
    await following?.done
  }
  try {
    while (!work.signal.aborted) {
      const wanted = await work.outside({ actor: work.system }, wantedSystems)
      for (const [id, { version }] of running) if (wanted.get(id) !== version) await end(id)
      for (const [id, version] of wanted)
        if (!running.has(id)) {
          const stop = new AbortController()
          const done = begin(work, { id, holder, signal: stop.signal }).finally(() => {
            // Ended by itself: it is looked at again.
            if (running.get(id)?.stop === stop) running.delete(id)
          })
          running.set(id, { version, stop, done })
        }
      await sleep(lookEvery, undefined, { signal: work.signal }).catch(() => {})
    }
  } finally {
    await Promise.all([...running.keys()].map(end))
  }
}

async function begin(
  work: Work,
  { id, holder, signal }: { id: string; holder: string; signal: AbortSignal },
): Promise<void> {
  try {
    const followed = await work.outside({ actor: work.system }, async ctx => ({
      system: await systemOf(ctx.db, id),
      objects: await objectsOf(ctx.db, id),
      holder,
    }))
    await followSystem(work, followed, signal)
  } catch (err) {
    work.log.error({ err, system: id }, 'A system could not be followed; it is tried again.')
  }
}

/** Systems to be followed, with what must stay the same meanwhile: their version and those of their objects. */
async function wantedSystems({ db }: Context): Promise<Map<string, string>> {
  const found = await rows<{ id: string; version: string }>(
    db,
    `select s.id, s.version || ' ' || string_agg(o.id || ':' || o.version, ' ' order by o.id) as version
     from integration.system s join integration.object o on o.system_id = s.id
     where s.off_since is null and s.drill_since is null group by s.id`,
  )
  return new Map(found.map(({ id, version }) => [id, version]))
}
