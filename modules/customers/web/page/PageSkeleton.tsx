import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Bone, Bones, Card } from '../../../../ui/theme/parts.tsx'
import styles from './page.module.css'

/** The shape of a customer's page while it is read. */
export function PageSkeleton() {
  const t = useT()
  return (
    <Page title={t('entity.customer.$one')}>
      <div className={styles.skeleton} aria-busy>
        <div className={styles.skeletonHead}>
          <Bone width={44} height={44} />
          <div>
            <Bone width="min(220px, 70%)" height={16} />
            <Bone width="min(340px, 100%)" />
          </div>
        </div>
        <div className={styles.skeletonZones}>
          {[9, 12, 6].map(lines => (
            <Card key={lines}>
              <Bones lines={lines} />
            </Card>
          ))}
        </div>
      </div>
    </Page>
  )
}
