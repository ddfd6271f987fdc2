import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ArrowRight, CircleCheck, FileInput, Play, TriangleAlert, Undo2, X } from 'lucide-react'
import { useMutate } from '../../../platform/contract/hooks.ts'
import type { Tone } from '../../../platform/entities/descriptor.ts'
import { madeByAct } from '../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { useSession } from '../../shell/session.tsx'
import { SlotOutlet } from '../../shell/slots.tsx'
import { useTellProblem } from '../../shell/undo.ts'
import { importReport } from '../../shell/web-module.ts'
import { Card, Sentence } from '../../theme/parts.tsx'
import { KeptRecords } from '../acts/KeptRecords.tsx'
import { Counts } from './Counts.tsx'
import styles from './Imports.module.css'
import { Refusals } from './Refusals.tsx'
import { Running } from './Running.tsx'
import type { Import } from './standing.ts'
import { isUnderWay, isUndoable } from './standing.ts'
import { Warnings } from './Warnings.tsx'
import { entityName } from './words.ts'

/** Where an import stands: what happened in a sentence, the counts, what was refused, what undo kept. */
export function Report({ item }: { item: Import }) {
  const t = useT()
  const working = isUnderWay(item)
  return (
    <>
      {working ? <Running item={item} /> : <Outcome item={item} />}
      {item.state !== 'draft' && (item.read > 0 || !working) && (
        <Card title={t(item.dryRun ? 'pages.imports.wouldHappen' : 'pages.imports.happened')}>
          <Counts {...item} imagined={item.dryRun} />
        </Card>
      )}
      <SlotOutlet
        of={importReport}
        props={{ batchId: item.batchId, entity: item.entity, state: item.dryRun ? 'imagined' : item.state }}
      />
      {item.state === 'undone' && (item.undo?.kept ?? 0) > 0 && (
        <KeptRecords endpoint={transferContract.kept} id={item.id} />
      )}
      <Warnings warnings={item.warnings} />
      {!working && item.refused > 0 && <Refusals id={item.id} count={item.refused} />}
      <Facts item={item} />
    </>
  )
}

const looks: Partial<Record<Import['state'], { tone: Tone; icon: typeof X }>> = {
  done: { tone: 'accent', icon: CircleCheck },
  failed: { tone: 'red', icon: TriangleAlert },
  cancelled: { tone: 'amber', icon: X },
}

function Outcome({ item }: { item: Import }) {
  const t = useT()
  const { tone, icon: Icon } = looks[item.state] ?? { tone: 'neutral' as const, icon: FileInput }
  const created = item.created + item.alongside
  const written = created + item.changed || item.related
  const params = {
    created,
    changed: item.changed,
    related: item.related,
    refused: item.refused,
    removed: item.undo?.removed ?? 0,
    restored: item.undo?.restored ?? 0,
    kept: item.undo?.kept ?? 0,
    error: item.error ?? '',
    written,
  }
  return (
    <Sentence tone={tone} icon={<Icon size={16} aria-hidden />} acts={<Acts item={item} />}>
      {t(`pages.imports.outcome.${item.state}`, params)}
    </Sentence>
  )
}

function Acts({ item }: { item: Import }) {
  const t = useT()
  const tellProblem = useTellProblem()
  const invalidates = [transferContract.import, transferContract.imports, transferContract.refusals]
  const start = useMutate(transferContract.startImport, { invalidates })
  const undo = useMutate(transferContract.undoImport, { invalidates })
  const params = { id: item.id }
  const startable = item.state === 'checked' || item.state === 'failed'
  return (
    <>
      {isUndoable(item) && (
        <Button
          leftSection={<Undo2 size={15} aria-hidden />}
          loading={undo.isPending}
          onClick={() => undo.mutate({ params }, { onError: tellProblem })}
        >
          {t('pages.imports.undo')}
        </Button>
      )}
      {startable && (
        <Button
          variant="filled"
          leftSection={<Play size={15} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate({ params, body: { dryRun: false } }, { onError: tellProblem })}
        >
          {t(item.state === 'failed' ? 'pages.imports.goOn' : 'pages.imports.start')}
        </Button>
      )}
      {item.state === 'draft' && (
        <Button
          component={Link}
          to="/imports/new"
          search={{ entity: item.entity, draft: item.id, step: 'columns' } as never}
        >
          {t('pages.imports.again')}
        </Button>
      )}
      {item.state === 'done' && <OpenRecords item={item} />}
    </>
  )
}

function OpenRecords({ item }: { item: Import }) {
  const t = useT()
  const { entities } = useSession()
  const entity = entities.find(entity => entity.name === item.entity)
  const made = item.created + item.alongside
  if (!entity || made + item.matched === 0) return null
  // Records that were only found are nobody's mark; then the whole list opens.
  const search = made > 0 ? { filter: { field: madeByAct, op: 'eq', value: item.batchId } } : {}
  return (
    <Button
      component={Link}
      to={`/${entity.plural}`}
      search={search as never}
      variant="filled"
      rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
    >
      {made > 0
        ? t('pages.imports.openMade', { count: made })
        : t('pages.imports.open', { records: entityName(t, item.entity) })}
    </Button>
  )
}

function Facts({ item }: { item: Import }) {
  const t = useT()
  const format = useFormat()
  const { dialect } = item
  const facts = [
    [t('pages.imports.fact.file'), item.fileName],
    [t('pages.imports.fact.into'), entityName(t, item.entity)],
    [t('pages.imports.fact.sheet'), item.sheet],
    [t('pages.imports.fact.encoding'), dialect?.encoding],
    [t('pages.imports.fact.started'), item.startedAt && format.dateTime(item.startedAt)],
    [t('pages.imports.fact.finished'), item.finishedAt && format.dateTime(item.finishedAt)],
    [t('pages.imports.fact.who'), item.actorName],
  ]
  return (
    <Card title={t('pages.imports.facts')}>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}
