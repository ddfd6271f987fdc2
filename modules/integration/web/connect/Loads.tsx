import { Link } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { useState } from 'react'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Progress } from '../../../../ui/import/Progress.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem, Load } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { isOpen, useLoads, useSystemAct } from './use-system.ts'

const tones: Record<Load['state'], Tone> = {
  waiting: 'blue',
  running: 'blue',
  done: 'accent',
  failed: 'red',
  cancelling: 'amber',
  cancelled: 'neutral',
}
const shown = 5

/** What is being read and how far it is, and what was read before with what came of it. */
export function Loads({ system, may }: { system: JoinedSystem; may: boolean }) {
  const t = useT()
  const found = useLoads(system)
  const [all, setAll] = useState(false)
  const loads = found.data?.items ?? []
  const open = loads.filter(isOpen)
  const over = loads.filter(load => !isOpen(load))
  const customers = system.objects.reduce((sum, object) => sum + object.customers, 0)
  const seesCustomers = useMay()('customers.read')
  return (
    <Card
      title={t('integration.system.loads')}
      aside={
        customers > 0 &&
        seesCustomers && (
          <Link to="/customers" search={customersOf(system.name) as never} className={styles.aside}>
            <Users size={14} aria-hidden /> {t('integration.system.found')}
          </Link>
        )
      }
    >
      <Reading of={found} lines={3} />
      {found.isSuccess && loads.length === 0 && (
        <p className={styles.text} role="status">
          {t(system.objects.length === 0 ? 'integration.connect.tablesHint' : 'integration.system.noLoads')}
        </p>
      )}
      <div className={styles.loads}>
        {open.map(load => (
          <OpenLoad key={load.id} load={load} may={may} />
        ))}
        {open.length > 0 && <p className={styles.about}>{t('integration.system.mayLeave')}</p>}
      </div>
      <ul className={styles.lines}>
        {(all ? over : over.slice(0, shown)).map(load => (
          <LoadLine key={load.id} load={load} />
        ))}
      </ul>
      {over.length > shown && !all && (
        <button type="button" className={styles.link} onClick={() => setAll(true)}>
          {t('ui.more')}
        </button>
      )}
    </Card>
  )
}

/** The list of customers, as the page of lists reads its address. */
const customersOf = (name: string) => ({ filter: { field: 'source', op: 'eq', value: name } })

function OpenLoad({ load, may }: { load: Load; may: boolean }) {
  const t = useT()
  const act = useSystemAct()
  const { id, object, reason, about, read, begunAt, state } = load
  const stop = () =>
    void act(integrationContract.cancelLoad, { params: { id } }, t('integration.system.stopped'))
  const label = [
    t(`integration.system.load.${reason}`, { table: object }),
    ...(state === 'running' ? [] : [t(`integration.system.loadState.${state}`)]),
  ]
  return (
    <div>
      <Progress
        label={label.join(' · ')}
        done={read}
        total={about !== null && about >= read ? about : null}
        {...(begunAt ? { startedAt: begunAt } : {})}
        {...(may && state !== 'cancelling' ? { onStop: stop } : {})}
      />
      <Sums load={load} />
    </div>
  )
}

function LoadLine({ load }: { load: Load }) {
  const t = useT()
  const format = useFormat()
  const { reason, object, state, failure, endedAt, askedAt } = load
  return (
    <li className={styles.loadLine}>
      <div>
        <b>{t(`integration.system.load.${reason}`, { table: object })}</b>
        <span className={styles.about}>{format.relative(endedAt ?? askedAt)}</span>
      </div>
      <Sums load={load} />
      <Badge tone={tones[state]}>{t(`integration.system.loadState.${state}`)}</Badge>
      {failure && <p className={styles.refusal}>{failure}</p>}
    </li>
  )
}

const sums = ['created', 'changed', 'same', 'gone', 'refused'] as const

/** Honest counts: what was read is what came of it, added up. */
function Sums({ load }: { load: Load }) {
  const t = useT()
  return (
    <span className={styles.sums}>
      {load.read > 0 && <span>{t('integration.system.sums.read', { count: load.read })}</span>}
      {sums
        .filter(name => load[name] > 0)
        .map(name => (
          <span key={name} data-part={name}>
            {t(`integration.system.sums.${name}`, { count: load[name] })}
          </span>
        ))}
    </span>
  )
}
