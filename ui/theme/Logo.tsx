import styles from './parts.module.css'

/** Four tiles. */
export function Logo({ size = 18 }: { size?: number }) {
  return (
    <svg className={styles['logo']} width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      <rect width="7" height="7" rx="2" fill="var(--accent)" />
      <rect x="9" width="7" height="7" rx="2" fill="#6fb3a6" />
      <rect y="9" width="7" height="7" rx="2" fill="#d9a441" />
      <rect x="9" y="9" width="7" height="7" rx="2" fill="var(--line-strong)" />
    </svg>
  )
}
