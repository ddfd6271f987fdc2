import { Modal } from '@mantine/core'
import { useT } from '../../platform/i18n/react.ts'
import { Kbd } from '../theme/parts.tsx'
import { readableKeys, useShortcuts } from './shortcuts.ts'
import styles from './Palette.module.css'

const always = ['↑ ↓ ← →', 'Enter', 'Escape', 'Space', 'Tab'] as const
const alwaysKeys = {
  '↑ ↓ ← →': 'move',
  Enter: 'open',
  Escape: 'cancel',
  Space: 'select',
  Tab: 'next',
} as const

/** All keys that work on this page. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useT()
  const shortcuts = useShortcuts()
  return (
    <Modal opened onClose={onClose} title={t('ui.keys.title')} size={420}>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, label }) => (
          <div key={`${keys} ${label}`}>
            <dt>{label}</dt>
            <dd>
              <Kbd>{readableKeys(keys)}</Kbd>
            </dd>
          </div>
        ))}
        {always.map(keys => (
          <div key={keys}>
            <dt>{t(`ui.keys.${alwaysKeys[keys]}`)}</dt>
            <dd>
              <Kbd>{keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
