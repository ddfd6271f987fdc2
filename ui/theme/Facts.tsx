import { Children, type ReactNode } from 'react'
import styles from './Facts.module.css'

/** What else is to be known of something, in one quiet line: a dot stands between two facts, and none where the line breaks. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <p className={styles.facts}>
      {Children.map(Children.toArray(children), fact => (
        // Its direction is the page's: in a name of the other direction the dot would stand on the wrong side.
        <span>{fact}</span>
      ))}
    </p>
  )
}
