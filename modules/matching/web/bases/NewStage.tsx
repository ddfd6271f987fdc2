import { Button } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { EntityDescriptor, Field, Filter } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FilterBar } from '../../../../ui/filter/FilterBar.tsx'
import { ReferencePicker } from '../../../../ui/form/ReferencePicker.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type StageTrial } from '../../contract.ts'
import styles from './bases.module.css'
import { WithReferences } from './references.tsx'
import { isAtWork, useBaseAct, type WholeBase } from './use-base.ts'

const ownerField: Field = { key: 'owner', kind: 'reference', references: 'user' }

const quick: readonly { name: string; filter: Filter | undefined }[] = [
  { name: 'all', filter: undefined },
  { name: 'same', filter: { field: 'verdict', op: 'eq', value: 'same' } },
  { name: 'fresh', filter: { field: 'verdict', op: 'eq', value: 'new' } },
]

/** The next stage: which records, what would happen, to whom new customers go. */
export function NewStage({ base }: { base: WholeBase }) {
  const t = useT()
  const act = useBaseAct()
  const entity = useEntity('base-record')
  const [filter, setFilter] = useState<Filter | undefined>(undefined)
  const [owner, setOwner] = useState<string | null>(null)
  const body = filter ? { filter } : {}
  const trial = useCall(
    matchingContract.tryStage,
    { params: { id: base.id }, body },
    { keepPrevious: true, staleTime: 0 },
  )
  const possible = trial.data ? trial.data.created + trial.data.linked : 0
  const start = () =>
    void act(matchingContract.startStage, {
      params: { id: base.id },
      body: { ...body, ...(owner ? { ownerId: owner } : {}) },
    }).then(done => done && setFilter(undefined))
  return (
    <WithReferences>
      <Card title={t('matching.bases.stage.which')}>
        <div className={styles.quick}>
          {quick.map(({ name, filter: asked }) => (
            <Button
              key={name}
              variant="default"
              aria-pressed={JSON.stringify(asked) === JSON.stringify(filter)}
              data-on={JSON.stringify(asked) === JSON.stringify(filter) || undefined}
              onClick={() => setFilter(asked)}
            >
              {t(`matching.bases.view.${name}`)}
            </Button>
          ))}
        </div>
        <div className={styles.filter}>
          <FilterBar entity={withoutBase(entity)} filter={filter} onFilter={setFilter} />
        </div>
        {!trial.data && <Reading of={trial} lines={3} />}
        {trial.data && <Trial trial={trial.data} />}
        <div className={styles.target}>
          <span>{t('matching.bases.stage.owner')}</span>
          <ReferencePicker
            entity={entity}
            field={ownerField}
            value={owner}
            onChange={chosen => setOwner(typeof chosen === 'string' ? chosen : null)}
            aria-label={t('matching.bases.stage.owner')}
          />
          <p className={styles.hint}>{t('matching.bases.stage.ownersKept')}</p>
          <Button
            variant="filled"
            rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
            disabled={possible === 0 || isAtWork(base)}
            onClick={start}
          >
            {t('matching.bases.stage.start', { count: possible })}
          </Button>
        </div>
      </Card>
    </WithReferences>
  )
}

/** The base is given here, and what is taken is not chosen again. */
function withoutBase(entity: EntityDescriptor): EntityDescriptor {
  const given = ['base', 'taken', 'stage']
  return { ...entity, fields: entity.fields.filter(({ key }) => !given.includes(key)) }
}

function Trial({ trial }: { trial: StageTrial }) {
  const t = useT()
  const format = useFormat()
  if (trial.total === 0) return <p className={styles.text}>{t('matching.bases.stage.none')}</p>
  return (
    <div className={styles.trial} role="status" aria-label={t('matching.bases.stage.would')}>
      <p className={styles.big}>
        {t('matching.bases.stage.sentence', { created: trial.created, linked: trial.linked })}
      </p>
      {trial.refused.map(({ code, count }) => (
        <p key={code} className={styles.text} data-part="unsure">
          {t(`matching.bases.stage.refused.${code}`, { count })}
        </p>
      ))}
      {trial.ownFields.length > 0 && (
        <p className={styles.hint}>
          {t('matching.bases.stage.ownFields', {
            count: trial.ownFields.length,
            fields: format.list(trial.ownFields),
          })}
        </p>
      )}
      {trial.owners.length > 0 && <p className={styles.hint}>{t('matching.bases.preview.ownersHint')}</p>}
      {trial.owners.length > 0 && (
        <ul className={styles.owners}>
          {trial.owners.slice(0, 8).map(({ id, title, linked }) => (
            <li key={id ?? ''}>
              <bdi>{title ?? t('matching.bases.preview.nobody')}</bdi>
              <span className={styles.amount}>{format.number(linked)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
