import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Unlink, Unlink2 } from 'lucide-react'
import { useState } from 'react'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { Avatar, Card } from '../../../../ui/theme/parts.tsx'
import type { CustomerPage } from '../../contract.ts'
import { LineMenu } from '../LineMenu.tsx'
import { familyActs } from '../slots.ts'
import { PartDialog, type Parting } from './PartDialog.tsx'
import styles from './related.module.css'

type Member = CustomerPage['family'][number]
type Linked = CustomerPage['links'][number]

/** The records that are this customer: where each is from, why it is linked, and how it leaves. */
export function Family({ page }: { page: CustomerPage }) {
  const t = useT()
  const [parting, setParting] = useState<Parting | null>(null)
  if (page.family.length === 0 && page.elsewhere.length === 0) return null
  const members = page.family.length + 1
  const title = t('customers.family.title', { count: members + page.elsewhere.length })
  return (
    <Card title={title} aria-label={title}>
      <ul>
        <Root page={page} onPart={setParting} />
        {page.family.map(member => (
          <MemberLine
            key={member.id}
            member={member}
            link={page.links.find(link => link.otherId === member.id || link.customerId === member.id)}
            onPart={setParting}
          />
        ))}
        {page.elsewhere.map(other => (
          <li key={other.id} className={styles.line}>
            <Avatar name={other.name} id={other.id} size="small" />
            <div className={styles.words}>
              <p className={styles.name}>
                <Link to={`/customers/${other.id}`}>
                  <bdi>{other.name}</bdi>
                </Link>
              </p>
              <p className={styles.aside}>{t('customers.family.elsewhere')}</p>
            </div>
          </li>
        ))}
      </ul>
      {members > 1 && <SlotOutlet of={familyActs} props={{ id: page.record.id, members }} />}
      {parting && <PartDialog page={page} parting={parting} onClose={() => setParting(null)} />}
    </Card>
  )
}

type Parts = { onPart: (parting: Parting) => void }

function Root({ page, onPart }: { page: CustomerPage } & Parts) {
  const t = useT()
  const { record } = page
  const name = page.ownName
  return (
    <li className={styles.line}>
      <Avatar name={name} id={record.id} size="small" />
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
        </p>
        <p className={styles.aside}>{t('customers.family.this')}</p>
      </div>
      <PartMenu member={{ id: record.id, name }} onPart={onPart} all />
    </li>
  )
}

function MemberLine({ member, link, onPart }: { member: Member; link: Linked | undefined } & Parts) {
  const t = useT()
  const format = useFormat()
  const since = format.dateParts(member.createdAt, { year: 'numeric', month: 'short' })
  const origin = [
    member.source ?? t('customers.family.entered'),
    member.externalId && t('customers.family.number', { number: member.externalId }),
    t('customers.family.since', { when: since }),
  ]
  return (
    <li className={styles.line}>
      <Avatar name={member.name} id={member.id} size="small" />
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{member.name}</bdi>
        </p>
        <p className={styles.aside}>{origin.filter(Boolean).join(' · ')}</p>
        {link && <Why link={link} />}
      </div>
      <PartMenu member={member} onPart={onPart} />
    </li>
  )
}

/** By whom or what the record was linked, how sure it was, and in whose words. */
function Why({ link }: { link: Linked }) {
  const t = useT()
  const format = useFormat()
  const way = `customers.family.link.${link.method}`
  const words = t(hasText(way) ? way : 'customers.family.link.other', {
    who: link.decidedBy.name ?? t('customers.ownership.unknown'),
    when: format.date(link.createdAt),
  })
  const score =
    link.score === null
      ? null
      : t('customers.family.score', { score: format.number(link.score, { maximumFractionDigits: 1 }) })
  return (
    <p className={styles.aside}>
      {[words, score].filter(Boolean).join(' · ')}
      {link.reason && (
        <>
          {' · '}
          <bdi>{link.reason}</bdi>
        </>
      )}
    </p>
  )
}

type MenuProps = { member: { id: string; name: string }; all?: boolean } & Parts

function PartMenu({ member, all = false, onPart }: MenuProps) {
  const t = useT()
  const may = useMay()
  if (!may('matching.decide')) return null
  return (
    <LineMenu label={t('customers.family.acts', { name: member.name })}>
      <Menu.Item leftSection={<Unlink size={14} aria-hidden />} onClick={() => onPart({ member })}>
        {t('customers.family.takeOut')}
      </Menu.Item>
      {all && (
        <Menu.Item leftSection={<Unlink2 size={14} aria-hidden />} onClick={() => onPart('all')}>
          {t('customers.family.partAll')}
        </Menu.Item>
      )}
    </LineMenu>
  )
}
