import { Textarea } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { QuoteVersion } from '../../contract.ts'
import styles from './quotes.module.css'
import type { Draft } from './use-draft.ts'

/** What is said before the lines, and the terms after them. */
export function TextsCard({ version, draft }: { version: QuoteVersion; draft: Draft | null }) {
  const t = useT()
  const { intro, terms } = draft?.head ?? version
  if (!draft && !intro && !terms) return null
  return (
    <Card title={t('sales.quoting.texts')} aria-label={t('sales.quoting.texts')}>
      {draft ? (
        <div className={styles.terms}>
          <Textarea
            label={t('sales.quoting.intro')}
            value={intro ?? ''}
            dir="auto"
            maxLength={5000}
            onChange={event => draft.setHead({ intro: event.currentTarget.value || null })}
          />
          <Textarea
            label={t('sales.quoting.conditions')}
            value={terms ?? ''}
            dir="auto"
            maxLength={20000}
            onChange={event => draft.setHead({ terms: event.currentTarget.value || null })}
          />
        </div>
      ) : (
        <div className={styles.read} dir="auto">
          <p>{intro}</p>
          <p>{terms}</p>
        </div>
      )}
    </Card>
  )
}
