import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { keyOf } from '../../../../platform/contract/hooks.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { Avatar } from '../../../../ui/theme/parts.tsx'
import { customersContract } from '../../contract.ts'
import { EntryText } from '../timeline/EntryText.tsx'
import { useAct } from '../use-act.ts'
import styles from './home.module.css'

type Mentions = ReplyOf<typeof customersContract.mentions>
export type MentionOfMe = Mentions['items'][number]

/** Marks a mention as read; it goes at once. */
export function useReadMention(): (mention: MentionOfMe) => Promise<unknown> {
  const act = useAct()
  const client = useQueryClient()
  return mention => {
    client.setQueryData<Mentions>(
      keyOf(customersContract.mentions, {}),
      known => known && { items: known.items.filter(other => other.id !== mention.id) },
    )
    return act(
      customersContract.readMention,
      { params: { id: mention.id }, body: { customerId: mention.customerId } },
      null,
    )
  }
}

/** A note that names me: who wrote it, about whom, what. */
export function MentionLine({ mention }: { mention: MentionOfMe }) {
  const t = useT()
  const format = useFormat()
  const read = useReadMention()
  const by = mention.by ?? t('customers.inbox.someone')
  return (
    <li className={styles.mention}>
      <Avatar name={by} />
      <div className={styles.mentionWords}>
        <p>
          <b>{by}</b> {t('customers.inbox.about')}{' '}
          <Link to={`/customers/${mention.customerId}`} onClick={() => void read(mention)}>
            <bdi>{mention.customerName}</bdi>
          </Link>{' '}
          <time dateTime={mention.at} title={format.dateTime(mention.at)}>
            {format.relative(mention.at)}
          </time>
        </p>
        {mention.body && <EntryText text={mention.body} />}
      </div>
      <IconButton
        aria-label={t('customers.inbox.readNamed', { name: mention.customerName })}
        title={t('customers.inbox.read')}
        onClick={() => void read(mention)}
      >
        <Check size={15} aria-hidden />
      </IconButton>
    </li>
  )
}
