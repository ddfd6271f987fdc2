import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../shell/Page.tsx'
import { type Asked, Reading } from '../shell/Reading.tsx'
import { EmptyState } from '../theme/parts.tsx'

export type Opening<T> = {
  asked: Asked & { data: T | undefined; error: { status: number } | null }
  /** Stands above the page until the record is there. */
  title: string
  /** Said where there is no such record, or none that one may see. */
  gone: string
  goneHint?: string
  /** The list it may be looked for in. */
  list: { path: string; title: string }
  /** Instead of the usual bones. */
  bones?: ReactNode
  children: (page: T) => ReactNode
}

/** The page of one record: bones while it is read, a way back where it is not there, why where that failed. */
export function RecordOpened<T>({ asked, title, gone, goneHint, list, bones, children }: Opening<T>) {
  if (asked.data !== undefined && !asked.error) return children(asked.data)
  if (bones && asked.isPending) return bones
  return (
    <Page title={title}>
      {asked.error && [400, 404].includes(asked.error.status) ? (
        <EmptyState title={gone} acts={<Link to={list.path}>{list.title}</Link>}>
          {goneHint}
        </EmptyState>
      ) : (
        <Reading of={asked} lines={9} />
      )}
    </Page>
  )
}
