import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { OperationView } from '../../contract/operations.ts'
import { reasonOf, useOperationWords } from './operation-words.ts'
import styles from './operations.module.css'

export const tones: Readonly<Partial<Record<OperationView['state'], Tone>>> = {
  asked: 'blue',
  conflict: 'amber',
  failed: 'red',
}

type LineProps = {
  operation: OperationView
  current: boolean
  chosen: boolean
  onChoose: () => void
  onOpen: () => void
}

/** One thing that waits: of whom, what shall become what, where, why not yet. */
export function OperationLine({ operation, current, chosen, onChoose, onOpen }: LineProps) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const { customer, system, object, key, state, wantedBy, wantedAt } = operation
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const who = wantedBy.name ?? t('integration.operation.someone')
  const name = isolated(customer.name)
  return (
    <li ref={line} className={styles.line} data-current={current || undefined}>
      {may('integration.operate') && (
        <Checkbox
          checked={chosen}
          onChange={onChoose}
          aria-label={t('integration.operation.choose', { name })}
        />
      )}
      <div className={styles.what}>
        <p className={styles.head}>
          <Link to={`/customers/${customer.id}`}>
            <bdi>{customer.name}</bdi>
          </Link>
          <Badge tone={tones[state] ?? 'neutral'}>
            {t(`integration.operation.state.${operation.goneThere ? 'gone' : state}`)}
          </Badge>
        </p>
        {operation.kind === 'make' && (
          <p className={styles.label}>
            {operation.title === null
              ? t('integration.operation.newHidden')
              : t('integration.operation.newOne', { title: isolated(operation.title) })}
          </p>
        )}
        {operation.kind === 'change' && <Becoming operation={operation} />}
        {(state === 'failed' || operation.goneThere) && (
          <p className={styles.said} dir="auto">
            {reasonOf(operation, t)}
          </p>
        )}
      </div>
      <div className={styles.where}>
        <p>
          {t(`integration.operation.${key === null ? 'inNew' : 'in'}`, {
            object: isolated(object),
            key: isolated(key ?? ''),
            system: isolated(system.name),
          })}
        </p>
        <p title={format.dateTime(wantedAt)}>
          {t('integration.operation.wanted', { who: isolated(who), when: format.relative(wantedAt) })}
        </p>
      </div>
      <Button size="compact-sm" onClick={onOpen} aria-label={t('integration.operation.decideFor', { name })}>
        {t('integration.operation.open')}
      </Button>
    </li>
  )
}

/** Field by field: what stood or stands there, and what shall. */
function Becoming({ operation: { fields, hidden, state, goneThere } }: { operation: OperationView }) {
  const t = useT()
  const words = useOperationWords()
  return (
    <ul className={styles.fields}>
      {fields.map(field => (
        <li key={field.field}>
          <span className={styles.label}>{words.label(field)}</span>{' '}
          <bdi className={styles.before}>
            {words.value(field, state === 'conflict' && !goneThere ? field.theirs : field.base)}
          </bdi>{' '}
          <span aria-hidden className={styles.arrow}>
            →
          </span>{' '}
          <bdi className={styles.after}>{words.value(field, field.mine)}</bdi>
        </li>
      ))}
      {hidden > 0 && <li className={styles.label}>{t('integration.operation.hidden', { count: hidden })}</li>}
    </ul>
  )
}
