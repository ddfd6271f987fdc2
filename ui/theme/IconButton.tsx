import type { ComponentProps } from 'react'
import styles from './IconButton.module.css'

type IconButtonProps = ComponentProps<'button'> & { 'aria-label': string }

/** A quiet button that is only a picture, its words being in `aria-label`; as large as a finger where fingers press it. */
export function IconButton({ className, ...rest }: IconButtonProps) {
  return <button type="button" {...rest} className={[styles.button, className].filter(Boolean).join(' ')} />
}
