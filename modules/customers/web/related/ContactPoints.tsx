import { Menu } from '@mantine/core'
import { Globe, Mail, MapPin, Phone, Star } from 'lucide-react'
import { useState } from 'react'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { Tile } from '../../../../ui/theme/Tile.tsx'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { LineMenu } from '../LineMenu.tsx'
import { useStandings } from '../standings.tsx'
import { useAct } from '../use-act.ts'
import { AddButton, Nothing } from './card-parts.tsx'
import { ContactPointDialog } from './ContactPointDialog.tsx'
import { PostalAddress } from './PostalAddress.tsx'
import styles from './related.module.css'

export type ContactPoint = CustomerPage['contactPoints'][number]

const icons = { email: Mail, phone: Phone, address: MapPin, web: Globe }

/** How a customer is reached. */
export function ContactPoints({ page }: { page: CustomerPage }) {
  const t = useT()
  const may = useMay()
  const [editing, setEditing] = useState<ContactPoint | 'new' | null>(null)
  const title = t('customers.contact.title')
  const sorted = page.contactPoints
    .toSorted((a, b) => rank(a.kind) - rank(b.kind) || Number(isFirst(b, page)) - Number(isFirst(a, page)))
    .filter((point, at, all) => all.findIndex(other => isSame(other, point)) === at)
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        may('customers.write') && (
          <AddButton label={t('customers.contact.add')} onClick={() => setEditing('new')} />
        )
      }
    >
      {sorted.length === 0 && <Nothing>{t('customers.contact.none')}</Nothing>}
      <ul>
        {sorted.map(point => (
          <ContactPointLine
            key={point.id}
            point={point}
            first={isFirst(point, page) && sorted.filter(other => other.kind === point.kind).length > 1}
            onEdit={() => setEditing(point)}
          />
        ))}
      </ul>
      {editing && (
        <ContactPointDialog
          customerId={page.record.id}
          point={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  )
}

const kinds = ['phone', 'email', 'address', 'web']

function rank(kind: string): number {
  return kinds.indexOf(kind)
}

/** Of several records of one customer each has a first choice; that of the customer is the one that is shown. */
function isFirst({ kind, value, primary }: ContactPoint, { record, family }: CustomerPage): boolean {
  return primary && (family.length === 0 || !['phone', 'email'].includes(kind) || record[kind] === value)
}

/** Records of one customer may well have the same number; it is listed once. */
function isSame(a: ContactPoint, b: ContactPoint): boolean {
  return a.kind === b.kind && a.value === b.value && a.customerId !== b.customerId ? true : a.id === b.id
}

type LineProps = {
  point: ContactPoint
  /** Whether it is the first choice of its kind; said only where there are others. */
  first: boolean
  onEdit: () => void
}

function ContactPointLine({ point, first, onEdit }: LineProps) {
  const t = useT()
  const may = useMay()
  const Icon = icons[point.kind as keyof typeof icons] ?? Globe
  const stands = useStandings()?.point(point.id)
  return (
    <li className={styles.line}>
      <span className={styles.icon}>
        <Icon size={14} strokeWidth={1.9} aria-hidden />
        <span className="visually-hidden">{t(`customers.contact.kind.${point.kind}`)}</span>
      </span>
      <div className={styles.words}>
        <p className={styles.value}>
          <ContactValue point={point} />
        </p>
        {(point.label || first) && (
          <p className={styles.aside}>
            {[first && t('customers.contact.primary'), point.label && labelOf(point.label, t)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {point.problem && (
          <p className={styles.problem}>
            {t(
              hasText(`errors.${point.problem}`) ? `errors.${point.problem}` : 'customers.contact.unreadable',
            )}
          </p>
        )}
        {stands?.below && <div className={styles.aside}>{stands.below}</div>}
      </div>
      {point.problem && <Badge tone="amber">{t('customers.contact.check')}</Badge>}
      {stands?.standing && <Tile standing={stands.standing} label={point.value} />}
      {may('customers.write') && <ContactPointMenu point={point} onEdit={onEdit} />}
    </li>
  )
}

function kindsWithPrimary(point: ContactPoint): boolean {
  return point.kind !== 'web'
}

function labelOf(label: string, t: ReturnType<typeof useT>): string {
  const key = `customers.contact.label.${label.toLowerCase()}`
  return hasText(key) ? t(key) : label
}

function ContactValue({ point }: { point: ContactPoint }) {
  const { value, kind } = point
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>
  if (kind === 'phone')
    return (
      <a href={`tel:${value.replaceAll(/[^\d+]/g, '')}`}>
        <bdi dir="ltr">{value}</bdi>
      </a>
    )
  if (kind === 'web') {
    const address = /^https?:\/\//i.test(value) ? value : `https://${value}`
    return (
      <a href={address} target="_blank" rel="noreferrer noopener">
        {value.replace(/^https?:\/\/(www\.)?/i, '')}
      </a>
    )
  }
  if (kind === 'address') return <PostalAddress point={point} />
  return <bdi>{value}</bdi>
}

function ContactPointMenu({ point, onEdit }: { point: ContactPoint; onEdit: () => void }) {
  const t = useT()
  const act = useAct()
  const params = { id: point.customerId, childId: point.id }
  const makePrimary = () =>
    void act(
      customersContract.changeContactPoint,
      { params, body: { primary: true }, ifMatch: point.version },
      t('customers.done.contactPrimary'),
    )
  const remove = () =>
    void act(customersContract.removeContactPoint, { params }, t('customers.done.contactRemoved'))
  return (
    <LineMenu label={t('customers.contact.acts', { value: point.value })} onEdit={onEdit} onRemove={remove}>
      {!point.primary && kindsWithPrimary(point) && (
        <Menu.Item leftSection={<Star size={14} aria-hidden />} onClick={makePrimary}>
          {t('customers.contact.makePrimary')}
        </Menu.Item>
      )}
    </LineMenu>
  )
}
