import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Avatar, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type BasePreview, matchingContract } from '../../contract.ts'
import { recordsOf } from './BaseBar.tsx'
import styles from './bases.module.css'
import { Conflicts } from './Conflicts.tsx'
import type { StepName } from './Steps.tsx'
import type { WholeBase } from './use-base.ts'

type Props = { base: WholeBase; go: (step: StepName) => void }

/** What the base is to us before anything is taken: overlap by segment and owner, and where values disagree. */
export function PreviewStep({ base, go }: Props) {
  const t = useT()
  const found = useCall(matchingContract.previewBase, { params: { id: base.id } })
  const { same, unsure, new: fresh } = base.counts
  if (same + unsure + fresh === 0)
    return (
      <Card>
        <EmptyState
          title={t('matching.bases.preview.nothing')}
          acts={
            <Button variant="filled" onClick={() => go('compare')}>
              {t('matching.bases.step.compare')}
            </Button>
          }
        />
      </Card>
    )
  if (!found.data)
    return (
      <Card>
        <Reading of={found} lines={8} />
      </Card>
    )
  const { segments, owners, conflicts } = found.data
  return (
    <>
      {segments.length > 0 && (
        <Card title={t('matching.bases.preview.segments')}>
          <p className={styles.hint}>{t('matching.bases.preview.segmentsHint')}</p>
          <div className={styles.segments}>
            {segments.map(segment => (
              <Segment key={segment.field} baseId={base.id} segment={segment} />
            ))}
          </div>
        </Card>
      )}
      {owners.length > 0 && <Owners owners={owners} />}
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
      <div className={styles.acts}>
        <Button onClick={() => go('vocabulary')}>{t('matching.bases.vocabulary.title')}</Button>
        <Button variant="filled" onClick={() => go('stages')}>
          {t('matching.bases.step.stages')}
        </Button>
      </div>
    </>
  )
}

type SegmentProps = { baseId: string; segment: BasePreview['segments'][number] }
const parts = ['same', 'unsure', 'new'] as const

function Segment({ baseId, segment }: SegmentProps) {
  const t = useT()
  const format = useFormat()
  const entity = useEntity('base-record')
  const title = segment.label ?? t(`entity.base-record.${segment.field}`)
  const most = Math.max(...segment.values.map(value => value.new + value.same + value.unsure), 1)
  const choices = entity.fields.find(({ key }) => key === segment.field)?.choices
  const nameOf = (value: string | null) => {
    if (value === null) return t('matching.bases.preview.empty')
    const text = `entity.base-record.${segment.field}.${value}`
    return choices && hasText(text) ? t(text) : value
  }
  return (
    <section className={styles.segment}>
      <h3>{title}</h3>
      <ul>
        {segment.values.map(({ value, ...counts }) => {
          const total = counts.new + counts.same + counts.unsure
          const words = parts.map(
            part => `${t(`matching.bases.count.${part}`)} ${format.number(counts[part])}`,
          )
          return (
            <li key={value ?? ''}>
              <Link
                to="/base-records"
                search={recordsOf(baseId, filterOf(segment.field, value)) as never}
                title={format.list(words)}
              >
                <bdi>{nameOf(value)}</bdi>
              </Link>
              <span className={styles.stack} style={{ inlineSize: `${(100 * total) / most}%` }} aria-hidden>
                {parts.map(part =>
                  counts[part] > 0 ? (
                    <i key={part} data-part={part} style={{ flexGrow: counts[part] }} />
                  ) : null,
                )}
              </span>
              <span className={styles.amount}>
                {format.number(total)}
                <span className="visually-hidden"> {format.list(words)}</span>
              </span>
            </li>
          )
        })}
      </ul>
      {segment.more > 0 && (
        <p className={styles.hint}>{t('matching.bases.preview.more', { count: segment.more })}</p>
      )}
    </section>
  )
}

function filterOf(field: string, value: string | null): Filter {
  if (value === null) return { field, op: 'empty' }
  return field === 'tags' ? { field, op: 'has-any', value: [value] } : { field, op: 'eq', value }
}

function Owners({ owners }: { owners: BasePreview['owners'] }) {
  const t = useT()
  const format = useFormat()
  return (
    <Card title={t('matching.bases.preview.owners')}>
      <p className={styles.hint}>{t('matching.bases.preview.ownersHint')}</p>
      <ul className={styles.owners}>
        {owners.map(({ id, title, same, unsure }) => (
          <li key={id ?? ''}>
            {title ? (
              <Avatar name={title} {...(id ? { id } : {})} size="small" />
            ) : (
              <span className={styles.nobody} aria-hidden />
            )}
            <bdi>{title ?? t('matching.bases.preview.nobody')}</bdi>
            <span className={styles.amount}>
              <i className={styles.mark} data-part="same" aria-hidden />
              <span className="visually-hidden">{t('matching.bases.count.same')}</span> {format.number(same)}
            </span>
            <span className={styles.amount}>
              <i className={styles.mark} data-part="unsure" aria-hidden />
              <span className="visually-hidden">{t('matching.bases.count.unsure')}</span>{' '}
              {format.number(unsure)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
