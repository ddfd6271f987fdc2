import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { Timeline } from '../../../../ui/timeline/Timeline.tsx'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { CustomerBadges, LastContact } from '../page/CustomerHead.tsx'
import { Facts } from '../page/Facts.tsx'
import { NextStep } from '../page/NextStep.tsx'
import { customerPreview } from '../slots.ts'
import { PostalAddress } from '../related/PostalAddress.tsx'
import { WithStandings } from '../standings.tsx'
import { EntryText } from '../timeline/EntryText.tsx'
import { EntryTitle } from '../timeline/EntryTitle.tsx'
import { lookOf } from '../timeline/entry-kinds.ts'
import styles from './list.module.css'

/** A customer beside the list: key facts, the next step, what happened last. */
export function CustomerPreview({ id }: { id: string }) {
  const t = useT()
  const navigate = useNavigate()
  const page = useCall(customersContract.page, { params: { id } })
  if (!page.isSuccess) return <Reading of={page} lines={9} />
  const { record } = page.data
  const part = { id, kind: String(record['kind']) }
  return (
    <div className={styles.preview}>
      <p className={styles.head}>
        <CustomerBadges record={record} part={part} />
        <small>
          <LastContact record={record} />
        </small>
      </p>
      <NextStep page={page.data} onPlan={() => void navigate({ to: `/customers/${id}`, hash: 'task' })} />
      <WithStandings part={part}>
        <Facts page={page.data} brief />
      </WithStandings>
      <Postal page={page.data} />
      <SlotOutlet of={customerPreview} props={part} />
      <Latest page={page.data} />
      <Button component={Link} to={`/customers/${id}`} variant="filled">
        {t('customers.list.openPage')}
      </Button>
    </div>
  )
}

/** Where a letter goes: the first choice of the addresses. */
function Postal({ page }: { page: CustomerPage }) {
  const t = useT()
  const [address] = page.contactPoints
    .filter(({ kind }) => kind === 'address')
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
  if (!address) return null
  return (
    <Card title={t('customers.contact.kind.address')} aria-label={t('customers.contact.kind.address')}>
      <PostalAddress point={address} />
    </Card>
  )
}

function Latest({ page }: { page: CustomerPage }) {
  return (
    <Timeline
      entries={page.timeline.slice(0, 5).map(entry => ({
        id: entry.id,
        kind: entry.kind,
        at: entry.at,
        ...lookOf(entry),
        title: <EntryTitle entry={entry} />,
        aside: entry.actor?.name,
        detail: entry.body ? <EntryText text={entry.body.slice(0, 240)} /> : undefined,
      }))}
    />
  )
}
