import { Radio } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Combine } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { type ImportLook, matchingContract } from '../../contract.ts'
import styles from './hints.module.css'

const choices = ['keep', 'skip', 'refuse'] as const
type Alike = (typeof choices)[number]

type ImportLikelyProps = {
  importId: string
  entity: string
  state: string
  alike: Alike
  onAlike: (alike: Alike) => void
}

/** Listed before anybody has to scroll for the button. */
const mostShown = 8

/** In the check of an import: how many of its new records may be customers that are there, who, and what becomes of them. */
export function ImportLikely({ importId, entity, state, alike, onAlike }: ImportLikelyProps) {
  const t = useT()
  const checking = state === 'waiting' || state === 'checking'
  const asked = useCall(
    matchingContract.importLook,
    { params: { id: importId } },
    {
      enabled: entity === 'customer' && (checking || state === 'checked'),
      refetchInterval: checking ? 1500 : false,
      staleTime: 0,
    },
  )
  const look = asked.data
  if (!look || look.likely === 0) return null
  return (
    <Card title={t('matching.import.likelyTitle')}>
      <Sentence tone="amber" icon={<Combine size={16} aria-hidden />}>
        <Count look={look} />
      </Sentence>
      <ul className={styles.likely}>
        {look.items.slice(0, mostShown).map(item => (
          <LikelyLine key={item.row} item={item} />
        ))}
      </ul>
      {look.likely > mostShown && (
        <p className={styles.because}>{t('matching.import.first', { count: mostShown })}</p>
      )}
      <Radio.Group
        label={t('matching.import.alike')}
        value={alike}
        onChange={value => onAlike(value as Alike)}
      >
        <div className={styles.choices}>
          {choices.map(choice => (
            <Radio
              key={choice}
              value={choice}
              disabled={checking}
              label={t(`matching.import.alikeAs.${choice}`)}
              description={t(`matching.import.alikeHint.${choice}`)}
            />
          ))}
        </div>
      </Radio.Group>
    </Card>
  )
}

function Count({ look: { fresh, looked, likely, estimate } }: { look: ImportLook }) {
  const t = useT()
  const format = useFormat()
  const found = t('matching.import.likely', { likely, looked: format.number(looked) })
  if (looked === fresh) return found
  return `${found} ${t('matching.import.sampled', {
    fresh: format.number(fresh),
    estimate: format.number(estimate),
  })}`
}

function LikelyLine({ item }: { item: ImportLook['items'][number] }) {
  const t = useT()
  const format = useFormat()
  const fields = [
    ...new Set(item.parts.filter(part => part.weight >= 1 && part.field !== 'start').map(part => part.field)),
  ]
  return (
    <li>
      <span className={styles.row}>{t('matching.import.row', { row: format.number(item.row) })}</span>
      <span>
        <bdi>{item.name}</bdi> →{' '}
        <Link to={`/customers/${item.customer.id}`}>
          <bdi>{item.customer.name}</bdi>
        </Link>{' '}
        <span className={styles.because}>
          {fields.length > 0 &&
            t('matching.form.because', {
              fields: format.list(fields.map(field => t(`matching.field.${field}`))),
            })}
        </span>
      </span>
    </li>
  )
}
