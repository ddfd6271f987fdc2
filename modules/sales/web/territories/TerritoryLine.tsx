import { Pencil, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { type Territory, territoryContract as api } from '../../contract.ts'
import styles from './territories.module.css'

type TerritoryLineProps = { territory: Territory; depth: number; onEdit: () => void }

/** A territory: its name in the tree, its rule in words, and whose it is. */
export function TerritoryLine({ territory, depth, onEdit }: TerritoryLineProps) {
  const t = useT()
  const may = useMay()
  const rule = useRuleWords(territory)
  const [previewed, setPreviewed] = useState(false)
  const { name, owner } = territory
  return (
    <li className={styles.entry} style={{ paddingInlineStart: depth * 22 }}>
      <div className={styles.line}>
        <div className={styles.words}>
          <p className={styles.name}>
            <bdi>{name}</bdi>
          </p>
          <p className={styles.aside}>{rule}</p>
        </div>
        <p className={styles.owner}>{owner ? <bdi>{owner.name}</bdi> : t('sales.territories.nobody')}</p>
        {may('sales.manage') && (
          <div className={styles.acts}>
            <IconButton
              aria-label={t('sales.territories.previewOf', { name })}
              title={t('sales.territories.preview')}
              aria-expanded={previewed}
              onClick={() => setPreviewed(!previewed)}
            >
              <UsersRound size={15} aria-hidden />
            </IconButton>
            <IconButton aria-label={t('sales.territories.edit', { name })} onClick={onEdit}>
              <Pencil size={15} aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
      {previewed && <Preview id={territory.id} />}
    </li>
  )
}

function useRuleWords({ rule, fromOn, toOn }: Territory): string {
  const t = useT()
  const format = useFormat()
  const { countries = [], postcodes = [], tags = [], customers = [] } = rule
  const parts = [
    countries.join(', '),
    postcodes.map(start => `${start}…`).join(', '),
    tags.map(tag => `#${tag}`).join(' '),
    customers.length > 0 ? t('sales.territories.named', { count: customers.length }) : '',
  ].filter(Boolean)
  const until = toOn ? t('sales.territories.until', { day: format.date(toOn) }) : ''
  return [
    ...(parts.length > 0 ? parts : [t('sales.territories.everywhere')]),
    t('sales.territories.from', { day: format.date(fromOn) }),
    until,
  ]
    .filter(Boolean)
    .join(' · ')
}

function Preview({ id }: { id: string }) {
  const t = useT()
  const asked = useCall(api.previewTerritory, { params: { id } })
  if (!asked.data) return <Reading of={asked} lines={2} />
  const { inside, moving, owners, sample } = asked.data
  return (
    <div className={styles.preview}>
      <p>
        {t('sales.territories.inside', { count: inside })}, {t('sales.territories.moving', { count: moving })}
      </p>
      {owners.length > 0 && (
        <p className={styles.aside}>
          {owners.map(({ owner, customers }) => (
            <span key={owner?.id ?? 'none'}>
              <bdi>{owner?.name ?? t('sales.territories.without')}</bdi> {customers}
            </span>
          ))}
        </p>
      )}
      {sample.length > 0 && (
        <p className={styles.aside}>
          {sample.slice(0, 8).map(one => (
            <bdi key={one.id}>{one.name}</bdi>
          ))}
        </p>
      )}
    </div>
  )
}
