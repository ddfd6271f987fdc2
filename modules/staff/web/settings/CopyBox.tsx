import { Button, CopyButton } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import styles from './Settings.module.css'

/** A secret that is shown once, with a button to copy it. */
export function CopyBox({ value, label }: { value: string; label: string }) {
  const t = useT()
  return (
    <div className={styles.secret}>
      <code dir="ltr">{value}</code>
      <CopyButton value={value} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            variant="filled"
            onClick={copy}
            leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          >
            <span aria-live="polite">{copied ? t('staff.people.copied') : label}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
