import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CalendarOff } from 'lucide-react'
import { useState } from 'react'
import { dayOf } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Avatar, Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { LineMenu } from '../LineMenu.tsx'
import { useAct } from '../use-act.ts'
import { AddButton, Nothing } from './card-parts.tsx'
import { RelationshipDialog } from './RelationshipDialog.tsx'
import { roleWords } from './tie-roles.ts'
import styles from './related.module.css'

export type Relationship = CustomerPage['relationships'][number]

/** People and organisations this customer is tied to: roles, dates, and those of the past folded away. */
export function Relationships({ page }: { page: CustomerPage }) {
  const t = useT()
  const may = useMay()
  const format = useFormat()
  const [editing, setEditing] = useState<Relationship | 'new' | null>(null)
  const [past, setPast] = useState(false)
  const today = dayOf(new Date(), format.timeZone)
  const ended = page.relationships.filter(tie => tie.toDate !== null && tie.toDate <= today)
  const shown = page.relationships.filter(tie => past || !ended.includes(tie))
  const title = t(`customers.tie.title.${page.record['kind'] === 'person' ? 'person' : 'organisation'}`)
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        may('customers.write') && (
          <AddButton label={t('customers.tie.add')} onClick={() => setEditing('new')} />
        )
      }
    >
      {page.relationships.length === 0 && <Nothing>{t('customers.tie.none')}</Nothing>}
      <ul>
        {shown.map(tie => (
          <RelationshipLine
            key={tie.id}
            tie={tie}
            ended={ended.includes(tie)}
            onEdit={() => setEditing(tie)}
          />
        ))}
      </ul>
      {ended.length > 0 && (
        <p className={styles.former}>
          <TextLink onClick={() => setPast(!past)}>
            {past ? t('customers.tie.hideFormer') : t('customers.tie.showFormer', { count: ended.length })}
          </TextLink>
        </p>
      )}
      {editing && (
        <RelationshipDialog
          customer={{ id: page.record.id, kind: String(page.record['kind']) }}
          tie={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  )
}

type LineProps = { tie: Relationship; ended: boolean; onEdit: () => void }

function RelationshipLine({ tie, ended, onEdit }: LineProps) {
  const t = useT()
  const may = useMay()
  const dates = useDates(tie, ended)
  const name = tie.otherName ?? t('customers.tie.unknown')
  return (
    <li className={styles.line}>
      <Avatar name={name} id={tie.otherId} {...(tie.otherKind === 'person' ? {} : { shape: 'square' })} />
      <div className={styles.words}>
        <p className={styles.name}>
          {tie.otherName ? (
            <Link to={`/customers/${tie.otherId}`}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            name
          )}
        </p>
        <p className={styles.aside}>
          {[tie.title || roleWords(tie.role, t), dates].filter(Boolean).join(' · ')}
        </p>
      </div>
      {may('customers.write') && <RelationshipMenu tie={tie} ended={ended} onEdit={onEdit} />}
    </li>
  )
}

function useDates(tie: Relationship, ended: boolean): string | null {
  const t = useT()
  const format = useFormat()
  const month = (day: string) => format.dateParts(`${day}T12:00:00Z`, { year: 'numeric', month: 'short' })
  const { fromDate, toDate } = tie
  if (fromDate && toDate) return t('customers.tie.fromTo', { from: month(fromDate), to: month(toDate) })
  if (toDate) return t(ended ? 'customers.tie.until' : 'customers.tie.endsOn', { to: month(toDate) })
  return fromDate ? t('customers.tie.since', { from: month(fromDate) }) : null
}

function RelationshipMenu({ tie, ended, onEdit }: LineProps) {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const params = { id: tie.customerId, childId: tie.id }
  const end = () =>
    void act(
      customersContract.changeRelationship,
      { params, body: { toDate: dayOf(new Date(), format.timeZone) }, ifMatch: tie.version },
      t('customers.done.tieEnded'),
    )
  const remove = () =>
    void act(customersContract.removeRelationship, { params }, t('customers.done.tieRemoved'))
  return (
    <LineMenu
      label={t('customers.tie.acts', { name: tie.otherName ?? '' })}
      onEdit={onEdit}
      onRemove={remove}
    >
      {!ended && (
        <Menu.Item leftSection={<CalendarOff size={14} aria-hidden />} onClick={end}>
          {t('customers.tie.end')}
        </Menu.Item>
      )}
    </LineMenu>
  )
}
