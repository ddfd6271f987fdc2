import type { ReactNode } from 'react'
import { Component, Suspense } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { Bones, ErrorState } from '../theme/parts.tsx'
import styles from './Page.module.css'

type Props = { children: ReactNode; resetKey: string }

/** A defect of one page stays in that page: menu and palette go on working. */
export class PageBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.failed) this.setState({ failed: false })
  }

  override render() {
    if (this.state.failed) return <PageFailed onRetry={() => this.setState({ failed: false })} />
    return <Suspense fallback={<PageBones />}>{this.props.children}</Suspense>
  }
}

function PageFailed({ onRetry }: { onRetry: () => void }) {
  const t = useT()
  return <ErrorState title={t('ui.error.page')} message={t('ui.error.pageHint')} onRetry={onRetry} />
}

/** The place of a page whose code or data is on its way. */
export function PageBones() {
  return (
    <div className={styles.bones} aria-busy>
      <Bones lines={8} />
    </div>
  )
}
