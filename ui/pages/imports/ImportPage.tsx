import { Link } from '@tanstack/react-router'
import { useT } from '../../../platform/i18n/react.ts'
import { Page } from '../../shell/Page.tsx'
import { wordsOf } from '../../shell/undo.ts'
import { usePathParams } from '../../shell/url-state.ts'
import { Badge, Bones, Card, ErrorState } from '../../theme/parts.tsx'
import styles from './Imports.module.css'
import { Report } from './Report.tsx'
import { toneOfState, useImport } from './standing.ts'

/** One import: its progress while it runs, its report afterwards. */
export default function ImportPage() {
  const t = useT()
  const { id } = usePathParams()
  const found = useImport(id)
  const title = found.data?.fileName ?? t('pages.imports.one')
  const crumbs = (
    <>
      <Link to="/imports">{t('pages.imports.title')}</Link> /{' '}
      <b className={styles.here}>
        <bdi>{title}</bdi>
      </b>
    </>
  )
  return (
    <Page
      title={title}
      crumbs={crumbs}
      beside={
        found.data && (
          <Badge tone={toneOfState[found.data.state]}>{t(`pages.imports.state.${found.data.state}`)}</Badge>
        )
      }
    >
      <div className={styles.column}>
        {found.isPending && (
          <Card>
            <Bones lines={5} />
          </Card>
        )}
        {found.error && <ErrorState message={wordsOf(found.error, t)} onRetry={() => void found.refetch()} />}
        {found.data && <Report item={found.data} />}
      </div>
    </Page>
  )
}
