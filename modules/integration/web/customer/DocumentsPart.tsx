import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Label, TextLink } from '../../../../ui/theme/parts.tsx'
import { Tile } from '../../../../ui/theme/Tile.tsx'
import { integrationContract } from '../../contract.ts'
import type { DocumentsThere, DocumentThere, SystemThere } from '../../contract/records.ts'
import styles from './customer.module.css'
import { amountOf, dateOf, standingOf } from './system-words.ts'

const few = 3

type PartProps = { customerId: string; system: SystemThere; documents: DocumentsThere; named: boolean }

/** Documents of one kind: the newest, what they sum up to, and the others when they are asked for. */
export function DocumentsPart({ customerId, system, documents, named }: PartProps) {
  const t = useT()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const older = useOlder(customerId, documents)
  const items = all ? [...documents.items, ...older.items] : documents.items.slice(0, few)
  const kind = t(`integration.records.kind.${documents.kind}`)
  const title = named ? `${kind} (${documents.object})` : kind
  const sums = documents.sums.map(({ amount, currency }) => amountOf(amount, currency, { format }))
  return (
    <section className={styles.part} aria-label={title}>
      <p className={styles.partHead}>
        <Label>
          <bdi>{title}</bdi> <span className={styles.count}>{format.number(documents.count)}</span>
        </Label>
        {sums.length > 0 && (
          <span className={styles.sums}>
            {sums.map(sum => (
              <bdi key={sum}>{sum}</bdi>
            ))}
          </span>
        )}
      </p>
      <table className={styles.documents}>
        <thead className="visually-hidden">
          <tr>
            {(['title', 'amount', 'standing'] as const).map(column => (
              <th key={column} scope="col">
                {t(`integration.records.table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(document => (
            <DocumentRow key={document.key} document={document} system={system} />
          ))}
        </tbody>
      </table>
      {documents.count > few && (
        <p className={styles.acts}>
          <TextLink onClick={() => setAll(!all)}>
            {all ? t('integration.records.fewer') : t('integration.records.all', { count: documents.count })}
          </TextLink>
          {all && older.more && <TextLink onClick={older.more}>{t('integration.records.more')}</TextLink>}
        </p>
      )}
    </section>
  )
}

function DocumentRow({ document, system }: { document: DocumentThere; system: SystemThere }) {
  const t = useT()
  const format = useFormat()
  const { key, title, date, amount, currency, status, asOf, state } = document
  const name = title ?? t('integration.records.noTitle', { key })
  const about = [dateOf(date, { format }), status].filter(Boolean)
  return (
    <tr>
      <th scope="row">
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        {about.length > 0 && (
          <span className={styles.about} title={about.join(' · ')}>
            {about.map((part, at) => (
              <span key={part}>
                {at > 0 && ' · '}
                <bdi>{part}</bdi>
              </span>
            ))}
          </span>
        )}
      </th>
      <td className={styles.amount}>
        <bdi>{amountOf(amount, currency, { format })}</bdi>
      </td>
      <td className={styles.mark}>
        <Tile standing={standingOf({ state, asOf, system }, { t, format })} label={name} />
      </td>
    </tr>
  )
}

/** What is read on behind the first ones; begins anew when those have changed. */
function useOlder(customerId: string, documents: DocumentsThere) {
  const tellProblem = useTellProblem()
  const [read, setRead] = useState<{ behind: string; items: DocumentThere[]; next: string | null } | null>(
    null,
  )
  const valid = read !== null && read.behind === documents.next ? read : null
  const before = valid ? valid.next : documents.next
  const more = async () => {
    if (before === null || documents.next === null) return
    try {
      const page = await call(integrationContract.documents, {
        params: { id: customerId },
        query: { object: documents.objectId, before, limit: 50 },
      })
      setRead({ behind: documents.next, items: [...(valid?.items ?? []), ...page.items], next: page.next })
    } catch (error) {
      tellProblem(error)
    }
  }
  return { items: valid?.items ?? [], more: before === null ? null : () => void more() }
}
