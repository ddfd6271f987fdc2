import { Button } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import styles from './settings.module.css'

type RetiredProps = {
  parts: readonly { id: string; name: string }[]
  onBringBack: (part: { id: string; name: string }) => void
}

/** What went out of use, below what is in use. */
export function Retired({ parts, onBringBack }: RetiredProps) {
  const t = useT()
  if (parts.length === 0) return null
  return (
    <div className={styles.retired}>
      <h3>{t('sales.settings.retired')}</h3>
      <ul>
        {parts.map(part => (
          <li key={part.id}>
            <bdi>{part.name}</bdi>
            <Button
              size="compact-xs"
              aria-label={t('sales.settings.bringBackNamed', { name: part.name })}
              onClick={() => onBringBack(part)}
            >
              {t('sales.settings.bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
