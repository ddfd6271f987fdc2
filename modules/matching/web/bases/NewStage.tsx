import { Button } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { EntityDescriptor, Filter } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FilterBar } from '../../../../ui/filter/FilterBar.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type OwnerWish, type StageTrial } from '../../contract.ts'
import styles from './bases.module.css'
import { isSaid, OwnerChoice } from './OwnerChoice.tsx'
import { WithReferences } from './references.tsx'
import { isAtWork, useBaseAct, type WholeBase } from './use-base.ts'

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
  const [wish, setWish] = useState<OwnerWish>({ mode: 'keep' })
  const chosen = filter ? { filter } : {}
  const body = isSaid(wish) ? { ...chosen, owner: wish } : chosen
  const trial = useCall(
    matchingContract.tryStage,
    { params: { id: base.id }, body },
    { keepPrevious: true, staleTime: 0 },
  )
  const possible = trial.data ? trial.data.created + trial.data.linked : 0
  const start = () =>
    void act(matchingContract.startStage, {
      params: { id: base.id },
      body,
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
          <OwnerChoice wish={wish} onWish={setWish} />
          <p className={styles.hint}>{t('matching.bases.stage.ownersKept')}</p>
          <Button
            variant="filled"
            rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
            disabled={possible === 0 || !isSaid(wish) || isAtWork(base)}
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
      <People
        hint={t('matching.bases.preview.ownersHint')}
        counts={trial.owners.map(({ linked: count, ...who }) => ({ ...who, count }))}
      />
      <People hint={t('matching.bases.stage.handed')} counts={trial.handed} />
    </div>
  )
}

type Counts = readonly { id: string | null; title: string | null; count: number }[]

function People({ hint, counts }: { hint: string; counts: Counts }) {
  const t = useT()
  const format = useFormat()
  if (counts.length === 0) return null
  return (
    <>
      <p className={styles.hint}>{hint}</p>
      <ul className={styles.owners} aria-label={hint}>
        {counts.slice(0, 8).map(({ id, title, count }) => (
          <li key={id ?? ''}>
            <bdi>{title ?? t('matching.bases.preview.nobody')}</bdi>
            <span className={styles.amount}>{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
