import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { FileInput, Upload } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { Reading } from '../../shell/Reading.tsx'
import { Page } from '../../shell/Page.tsx'
import { useSession } from '../../shell/session.tsx'
import { Badge, Card, EmptyState } from '../../theme/parts.tsx'
import styles from './Imports.module.css'
import type { Import } from './standing.ts'
import { isUnderWay, toneOfState } from './standing.ts'
import { useImportable } from './use-importable.ts'
import { entityName } from './words.ts'

/** All imports, the latest first, those under way moving. */
export default function ImportsPage() {
  const t = useT()
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined])
  const more = (cursor: string) => setCursors([...cursors, cursor])
  const add = useImportable().length > 0 && (
    <Button
      component={Link}
      to="/imports/new"
      variant="filled"
      leftSection={<Upload size={15} aria-hidden />}
    >
      {t('pages.imports.new')}
    </Button>
  )
  return (
    <Page title={t('pages.imports.title')} acts={add}>
      <div className={styles.column}>
        <Card>
          <h2 className="visually-hidden">{t('pages.imports.title')}</h2>
          <ul className={styles.list}>
            {cursors.map((cursor, at) => (
              <Imports
                key={cursor ?? 'first'}
                cursor={cursor}
                onMore={at === cursors.length - 1 ? more : undefined}
              />
            ))}
          </ul>
        </Card>
      </div>
    </Page>
  )
}

type ImportsProps = { cursor: string | undefined; onMore: ((cursor: string) => void) | undefined }

function Imports({ cursor, onMore }: ImportsProps) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const page = useCall(
    transferContract.imports,
    { query: { limit: 50, ...(cursor ? { cursor } : {}) } },
    { refetchInterval: asking ? 1500 : false },
  )
  const running = page.data?.items.some(isUnderWay) ?? false
  if (running !== asking) setAsking(running)
  const next = page.data?.next ?? null
  // A file that was only looked at is no import yet.
  const items = page.data?.items.filter(({ state }) => state !== 'draft') ?? []
  if (!page.isSuccess)
    return (
      <li>
        <Reading of={page} lines={5} />
      </li>
    )
  if (cursor === undefined && items.length === 0)
    return (
      <li>
        <EmptyState icon={<FileInput size={20} aria-hidden />} title={t('pages.imports.none')}>
          {t('pages.imports.noneHint')}
        </EmptyState>
      </li>
    )
  return (
    <>
      {items.map(item => (
        <ImportLine key={item.id} item={item} />
      ))}
      {onMore && next !== null && (
        <li>
          <Button onClick={() => onMore(next)}>{t('pages.more')}</Button>
        </li>
      )}
    </>
  )
}

function ImportLine({ item }: { item: Import }) {
  const t = useT()
  const format = useFormat()
  const { user } = useSession()
  const who = item.actorId === user.id ? t('pages.you') : item.actorName
  const share = item.total ? Math.min(1, item.read / item.total) : 0
  return (
    <li className={styles.line}>
      <Link to="/imports/$id" params={{ id: item.id } as never} className={styles.fileName}>
        <bdi>{item.fileName}</bdi>
      </Link>
      <Badge tone={toneOfState[item.state]}>{t(`pages.imports.state.${item.state}`)}</Badge>
      <span className={styles.about}>
        {[entityName(t, item.entity), who, format.relative(item.createdAt)].filter(Boolean).join(' · ')}
      </span>
      <span className={styles.sums}>
        {isUnderWay(item) && item.state !== 'undoing' ? (
          <span className={styles.thin} aria-hidden>
            <span style={{ width: `${share * 100}%` }} />
          </span>
        ) : (
          <ImportSums item={item} />
        )}
      </span>
    </li>
  )
}

function ImportSums({ item }: { item: Import }) {
  const t = useT()
  if (item.read === 0) return null
  const sums = (['created', 'changed', 'refused'] as const).filter(name => item[name] > 0)
  return sums.map(name => (
    <span key={name} data-part={name}>
      {t(`pages.imports.sum.${name}`, { count: item[name] })}
    </span>
  ))
}
