import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Check, ChevronDown, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { Avatar, Card } from '../../../../ui/theme/parts.tsx'
import { AddButton, Nothing } from '../../../customers/web/index.ts'
import { dealContract, type OpportunityPage } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'
import { AddPerson } from './AddPerson.tsx'
import styles from './deal.module.css'
import { type Role, roles } from './roles.ts'

export type Involved = OpportunityPage['involved'][number]
type PeopleCardProps = { opportunity: Opportunity; involved: readonly Involved[] }

/** Who takes part on the customer's side, and as what. */
export function PeopleCard({ opportunity, involved }: PeopleCardProps) {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const title = t('sales.deal.people.title')
  const writable = may('sales.write')
  const add = { keys: 'p', label: t('sales.deal.people.add'), run: () => setAdding(true) }
  useShortcut(writable ? add : null)
  const sorted = involved.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
  const decided = involved.some(({ role }) => role === 'decides')
  return (
    <Card
      title={title}
      aria-label={title}
      aside={writable && !adding && <AddButton label={add.label} onClick={add.run} />}
    >
      {involved.length === 0 && !adding && <Nothing>{t('sales.deal.people.none')}</Nothing>}
      <ul>
        {sorted.map(one => (
          <PersonLine key={one.id} opportunity={opportunity} involved={one} />
        ))}
      </ul>
      {involved.length > 0 && !decided && !opportunity.outcome && !adding && (
        <p className={styles.missing}>{t('sales.deal.people.noDecider')}</p>
      )}
      {adding && <AddPerson opportunity={opportunity} known={involved} onDone={() => setAdding(false)} />}
    </Card>
  )
}

function PersonLine({ opportunity, involved }: { opportunity: Opportunity; involved: Involved }) {
  const t = useT()
  const may = useMay()
  const { person, role } = involved
  const name = person?.title ?? involved.name ?? t('sales.deal.people.unseen')
  return (
    <li className={styles.line}>
      <Avatar name={name} id={person?.id ?? name} />
      <p className={styles.name}>
        {person ? (
          <Link to={`/customers/${person.id}`}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi>{name}</bdi>
        )}
      </p>
      {may('sales.write') ? (
        <RoleMenu opportunity={opportunity} involved={involved} name={name} />
      ) : (
        <span className={styles.aside}>{t(`sales.deal.people.role_.${role}`)}</span>
      )}
    </li>
  )
}

type RoleMenuProps = { opportunity: Opportunity; involved: Involved; name: string }

/** What somebody does in the deal, changed where it stands; and away with him. */
function RoleMenu({ opportunity, involved, name }: RoleMenuProps) {
  const t = useT()
  const act = useAct()
  const { role } = involved
  const words = (one: Role) => t(`sales.deal.people.role_.${one}`)
  const params = { id: opportunity.id, childId: involved.id }
  const change = (next: Role) =>
    void act(
      dealContract.changeInvolved,
      { params, body: { role: next }, ifMatch: involved.version },
      t('sales.deal.people.changed', { name, role: words(next) }),
    )
  const remove = () =>
    void act(dealContract.removeInvolved, { params }, t('sales.deal.people.removed', { name }))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={styles.role}
          data-role={role}
          aria-label={t('sales.deal.people.acts', { name, role: words(role) })}
        >
          {words(role)}
          <ChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {roles.map(one => (
          <Menu.Item
            key={one}
            leftSection={one === role ? <Check size={14} aria-hidden /> : <span className={styles.noMark} />}
            onClick={() => one !== role && change(one)}
          >
            {words(one)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={remove}>
          {t('sales.deal.people.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
