import { Button } from '@mantine/core'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { urlOf } from '../../../platform/contract/client.ts'
import { useCall } from '../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { Reading } from '../../shell/Reading.tsx'
import { PlainTable } from '../../table/PlainTable.tsx'
import { Card } from '../../theme/parts.tsx'
import styles from './Imports.module.css'
import type { Refusals as Page } from './standing.ts'
import { reasonWords } from './words.ts'

const pageSize = 50

/** The refused rows with row, column, value and reason; all of them as a file to be mended. */
export function Refusals({ id, count }: { id: string; count: number }) {
  const t = useT()
  const [afters, setAfters] = useState<readonly number[]>([0])
  const file = urlOf(transferContract.refusalsFile, { params: { id } })
  return (
    <Card
      title={t('pages.imports.refusedRows')}
      aside={
        <Button component="a" href={file} download leftSection={<Download size={14} aria-hidden />}>
          {t('pages.imports.refusedFile')}
        </Button>
      }
    >
      <p className={styles.hint}>{t('pages.imports.refusedHint', { count })}</p>
      <PlainTable
        label={t('pages.imports.refusedRows')}
        cut
        heads={['row', 'column', 'value', 'reason'].map(key => ({ key, head: t(`pages.imports.${key}`) }))}
      >
        {afters.map((after, at) => (
          <RefusedRows
            key={after}
            id={id}
            after={after}
            onMore={at === afters.length - 1 ? next => setAfters([...afters, next]) : undefined}
          />
        ))}
      </PlainTable>
    </Card>
  )
}

type RefusedRowsProps = { id: string; after: number; onMore?: ((next: number) => void) | undefined }

function RefusedRows({ id, after, onMore }: RefusedRowsProps) {
  const t = useT()
  const page = useCall(transferContract.refusals, { params: { id }, query: { limit: pageSize, after } })
  const next = page.data?.next ?? null
  return (
    <tbody>
      {!page.isSuccess && (
        <tr>
          <td colSpan={4}>
            <Reading of={page} lines={2} />
          </td>
        </tr>
      )}
      {page.data?.items.map(item => (
        <RefusedRow key={item.row} item={item} columns={page.data.columns} />
      ))}
      {onMore && next !== null && (
        <tr>
          <td colSpan={4}>
            <Button onClick={() => onMore(next)}>{t('pages.more')}</Button>
          </td>
        </tr>
      )}
    </tbody>
  )
}

const longest = 120

function RefusedRow({ item, columns }: { item: Page['items'][number]; columns: readonly string[] }) {
  const t = useT()
  const format = useFormat()
  const column = item.field !== null && columns.includes(item.field) ? item.field : null
  const cell = column === null ? item.cells.filter(Boolean).join(' · ') : item.cells[columns.indexOf(column)]
  return (
    <tr>
      <td className={styles.number}>{format.number(item.row)}</td>
      <td>
        <bdi>{column ?? t('pages.imports.wholeRow')}</bdi>
      </td>
      <td>
        <bdi>{[...(cell ?? '')].slice(0, longest).join('')}</bdi>
      </td>
      <td className={styles.reason}>{reasonWords(t, item)}</td>
    </tr>
  )
}
