import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useFormat } from '../../platform/i18n/react.ts'
import styles from './Page.module.css'

type PageProps = {
  /** Plain words for the window's title. */
  title: string
  /** Shown instead of the title: a trail such as “Things / Blue ones / This one”. */
  crumbs?: ReactNode
  /** Number beside the title; a number is formatted, a text is shown as it is. */
  count?: number | string | null | undefined
  /** Stands after title and count: previous/next, a badge. */
  beside?: ReactNode
  /** Buttons at the end, the main one last. */
  acts?: ReactNode
  /** `fill`: the content scrolls itself (tables, boards). */
  layout?: 'scroll' | 'fill'
  children: ReactNode
}

/** A page of the shell: header line with title, count and acts, and the content below. */
export function Page({ title, crumbs, count, beside, acts, layout = 'scroll', children }: PageProps) {
  const format = useFormat()
  useEffect(() => {
    document.title = `${title} · Tessera`
  }, [title])
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        {crumbs ? (
          <>
            <h1 className="visually-hidden">{title}</h1>
            <nav className={styles.crumbs}>{crumbs}</nav>
          </>
        ) : (
          <h1 className={styles.title}>{title}</h1>
        )}
        {count !== undefined && count !== null && (
          <span className={styles.count}>{typeof count === 'number' ? format.number(count) : count}</span>
        )}
        {beside}
        <span className={styles.space} />
        {acts && <div className={styles.acts}>{acts}</div>}
      </header>
      <div className={styles.body} data-layout={layout}>
        {children}
      </div>
    </div>
  )
}
