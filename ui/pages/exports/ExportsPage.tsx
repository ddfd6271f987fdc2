import { Button } from '@mantine/core'
import { Download, FileOutput } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { urlOf } from '../../../platform/contract/client.ts'
import type { ReplyOf } from '../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../platform/contract/hooks.ts'
import type { Tone } from '../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { entityName } from '../imports/words.ts'
import { sizeOf } from '../size.ts'
import { Reading } from '../../shell/Reading.tsx'
import { Page } from '../../shell/Page.tsx'
import { notify } from '../../shell/toasts.ts'
import { useTellProblem } from '../../shell/undo.ts'
import { Badge, Card, EmptyState } from '../../theme/parts.tsx'
import styles from './Exports.module.css'

type Export = ReplyOf<typeof transferContract.export>

const tones: Record<Export['state'], Tone> = {
  waiting: 'blue',
  running: 'blue',
  done: 'accent',
  cancelled: 'amber',
  failed: 'red',
}
const moves = ({ state }: Export) => state === 'waiting' || state === 'running'

/** My exports: how far they are, their files. */
export default function ExportsPage() {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const page = useCall(
    transferContract.exports,
    { query: { limit: 100 } },
    { refetchInterval: asking ? 1000 : false },
  )
  const items = page.data?.items ?? []
  const running = items.some(moves)
  if (running !== asking) setAsking(running)
  useTellFinished(items)
  return (
    <Page title={t('pages.exports.title')} count={page.data && items.length}>
      <div className={styles.column}>
        <Card>
          <h2 className="visually-hidden">{t('pages.exports.title')}</h2>
          <Reading of={page} lines={4} />
          {page.data && items.length === 0 && (
            <EmptyState icon={<FileOutput size={20} aria-hidden />} title={t('pages.exports.none')}>
              {t('pages.exports.noneHint')}
            </EmptyState>
          )}
          <ul className={styles.list}>
            {items.map(item => (
              <ExportLine key={item.id} item={item} />
            ))}
          </ul>
        </Card>
      </div>
    </Page>
  )
}

/** Says once of each export that was seen running that its file is there. */
function useTellFinished(items: readonly Export[]): void {
  const t = useT()
  const seen = useRef(new Set<string>())
  useEffect(() => {
    for (const item of items) {
      if (moves(item)) seen.current.add(item.id)
      else if (seen.current.delete(item.id) && item.state === 'done')
        notify({ message: t('pages.exports.finished', { count: item.rows }) })
    }
  }, [items, t])
}

function ExportLine({ item }: { item: Export }) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const cancel = useMutate(transferContract.cancelExport, { invalidates: [transferContract.exports] })
  const params = { id: item.id }
  const about = [
    t('pages.exports.rows', { count: item.rows }),
    item.size !== null && sizeOf(item.size, format),
    item.format === 'csv' ? t('pages.exports.csv') : t('pages.exports.json'),
    format.relative(item.createdAt),
  ]
  return (
    <li className={styles.line}>
      <div>
        <b>{entityName(t, item.entity)}</b>{' '}
        <Badge tone={tones[item.state]}>{t(`pages.exports.state.${item.state}`)}</Badge>
        <small>{about.filter(Boolean).join(' · ')}</small>
        {item.error && <small className={styles.error}>{item.error}</small>}
      </div>
      {item.state === 'done' && (
        <Button
          component="a"
          href={urlOf(transferContract.exportFile, { params })}
          download
          leftSection={<Download size={14} aria-hidden />}
        >
          {t('pages.exports.download')}
        </Button>
      )}
      {moves(item) && (
        <Button
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params }, { onError: tellProblem })}
        >
          {t('ui.import.stop')}
        </Button>
      )}
    </li>
  )
}
