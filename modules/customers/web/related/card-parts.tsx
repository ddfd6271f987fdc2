import { Menu } from '@mantine/core'
import { Ellipsis, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './related.module.css'

/** The plus in the head of a card. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.add} aria-label={label} title={label} onClick={onClick}>
      <Plus size={15} aria-hidden />
    </button>
  )
}

/** One quiet line where a card has nothing to show. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>
}

/** The menu at the end of a line of a card. */
export function LineMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.lineMenu} aria-label={label}>
          <Ellipsis size={15} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
