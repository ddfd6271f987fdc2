import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { call } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FieldValue } from '../../../../ui/field/FieldValue.tsx'
import { labelOf } from '../../../../ui/field/record.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import type { Tried } from '../../contract/rules.ts'
import { Drill } from '../board/Drill.tsx'
import { interval, percent } from '../board/percent.ts'
import type { Draft } from './draft.ts'
import styles from './rules.module.css'

/** What the rule finds now, while it is written: counts, the share that keeps it, some customers that break it. */
export function Trial({ draft }: { draft: Draft }) {
  const t = useT()
  const { kind, applies, must } = draft
  const [asked] = useDebouncedValue({ kind, applies: applies ?? null, must }, 350)
  const trial = useQuery({
    queryKey: [api.tryRule.name, asked],
    queryFn: ({ signal }) => {
      if (!asked.must) throw new Error('A rule without a condition is not tried.')
      return call(api.tryRule, { body: { ...asked, must: asked.must } }, signal)
    },
    enabled: asked.must !== undefined,
    placeholderData: former => former,
    retry: false,
  })
  return (
    <Card title={t('data-quality.trial.title')} aria-label={t('data-quality.trial.title')}>
      {must === undefined ? (
        <EmptyState icon={<FlaskConical size={20} aria-hidden />} title={t('data-quality.trial.empty')}>
          {t('data-quality.trial.emptyHint')}
        </EmptyState>
      ) : trial.data && !trial.error ? (
        <div aria-live="polite" data-old={trial.isPlaceholderData || undefined} className={styles.trial}>
          <Outcome tried={trial.data} />
        </div>
      ) : (
        <Reading of={trial} lines={6} />
      )}
    </Card>
  )
}

function Outcome({ tried: { share, broken, filter, samples } }: { tried: Tried }) {
  const t = useT()
  const format = useFormat()
  if (share.share === null) return <p>{t('data-quality.trial.nobody')}</p>
  return (
    <>
      <p className={styles.outcome}>
        <b>{percent(share.share, format)}</b>{' '}
        {t('data-quality.trial.keep', { asked: share.asked, interval: interval(share, format) ?? '' })}
      </p>
      <span className={styles.outcomeBar} aria-hidden>
        <span style={{ width: `${share.share * 100}%` }} />
      </span>
      {broken === 0 ? (
        <p>{t('data-quality.trial.allKeep')}</p>
      ) : (
        <>
          <p>
            <Drill filter={filter}>{t('data-quality.trial.broken', { count: broken })}</Drill>
          </p>
          <Samples samples={samples} more={broken - samples.length} />
        </>
      )}
    </>
  )
}

function Samples({ samples, more }: { samples: Tried['samples']; more: number }) {
  const t = useT()
  const entity = useEntity('customer')
  return (
    <>
      <ul className={styles.samples}>
        {samples.map(({ id, name, values }) => (
          <li key={id}>
            <Link to={`/customers/${id}`} className={styles.link}>
              <bdi>{name}</bdi>
            </Link>
            <span>
              {values.map(({ field: key, value }) => {
                const field = entity.fields.find(candidate => candidate.key === key)
                if (!field) return null
                return (
                  <span key={key} className={styles.sample}>
                    {labelOf(entity, field, t)}{' '}
                    {value === null ? (
                      <i>{t('data-quality.trial.missing')}</i>
                    ) : (
                      <Shown field={field} value={value} />
                    )}
                  </span>
                )
              })}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.hint}>{t('data-quality.trial.more', { count: more })}</p>}
    </>
  )
}

type ShownProps = { field: ReturnType<typeof useEntity>['fields'][number]; value: unknown }

function Shown({ field, value }: ShownProps) {
  const entity = useEntity('customer')
  if (field.kind === 'reference') return <b>✓</b>
  return <FieldValue entity={entity} field={field} record={{ id: '', [field.key]: value }} />
}
