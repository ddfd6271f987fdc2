import type { LucideIcon } from 'lucide-react'
import styles from './Shell.module.css'

type BottomActProps = { icon: LucideIcon; label: string; title?: string; onClick: () => void }

/** A button of the phone's bottom bar; `title` says in more words what it does. */
export function BottomAct({ icon: Icon, label, title, onClick }: BottomActProps) {
  return (
    <button type="button" className={styles.bottomItem} onClick={onClick} {...(title ? { title } : {})}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      {label}
    </button>
  )
}
