import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import styles from './related.module.css'

/** The plus in the head of a card. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <IconButton className={styles.add} aria-label={label} title={label} onClick={onClick}>
      <Plus size={15} aria-hidden />
    </IconButton>
  )
}

/** One quiet line where a card has nothing to show. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>
}
