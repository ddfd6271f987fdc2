import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import styles from './IconButton.module.css'

type Named = { 'aria-label': string }

const classOf = (className: string | undefined) => [styles.button, className].filter(Boolean).join(' ')

/** A quiet button that is only a picture, its words being in `aria-label`; as large as a finger where fingers press it. */
export function IconButton({ className, ...rest }: ComponentProps<'button'> & Named) {
  return <button type="button" {...rest} className={classOf(className)} />
}

/** The same for what leads to another page. */
export function IconLink({ className, ...rest }: ComponentProps<typeof Link> & Named) {
  return <Link {...rest} className={classOf(typeof className === 'string' ? className : undefined)} />
}
