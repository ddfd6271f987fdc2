import type { FocusEvent, KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './hover-box.module.css'

type Place = { left: number; top: number; above: boolean }

const width = 280

function placeOf(anchor: Element): Place {
  const { left, right, top, bottom } = anchor.getBoundingClientRect()
  const centre = (left + right) / 2 - width / 2
  const above = bottom > window.innerHeight - 180
  return {
    left: Math.max(8, Math.min(centre, window.innerWidth - width - 8)),
    top: above ? top - 6 : bottom + 6,
    above,
  }
}

/**
 * A box that opens while its anchor (or the box) is hovered or focused; Escape closes it. Hundreds of anchors cost
 * nothing: only an open box is mounted. Spread `anchor` on the anchor and render `content` beside it. A box with
 * buttons has a `name`: a press on the anchor goes to the first of them, and Tab behind the last comes back.
 */
export function useHoverBox(children: (close: () => void) => ReactNode, name: string | null) {
  const id = useId()
  const [place, setPlace] = useState<Place | null>(null)
  const timer = useRef(0)
  const anchorElement = useRef<HTMLElement | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const later = (act: () => void, delay: number) => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(act, delay)
  }
  const close = () => later(() => setPlace(null), 140)
  const goBack = () => {
    anchorElement.current?.focus()
    window.clearTimeout(timer.current)
    setPlace(null)
  }
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !place) return
    event.stopPropagation()
    if (box.current?.contains(event.target as Node)) goBack()
    else setPlace(null)
  }
  const anchor = {
    ...(name === null
      ? { 'aria-describedby': place ? id : undefined }
      : {
          'aria-haspopup': 'dialog' as const,
          'aria-expanded': place !== null,
          onClick: () => {
            window.clearTimeout(timer.current)
            box.current?.querySelector('button')?.focus()
          },
        }),
    onPointerEnter: (event: PointerEvent<HTMLElement>) => {
      const target = (anchorElement.current = event.currentTarget)
      later(() => setPlace(placeOf(target)), 180)
    },
    onPointerLeave: close,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      anchorElement.current = event.currentTarget
      window.clearTimeout(timer.current)
      setPlace(placeOf(event.currentTarget))
    },
    onBlur: close,
    onKeyDown: onEscape,
  }
  const hold = () => window.clearTimeout(timer.current)
  const content = place
    ? createPortal(
        <div
          ref={box}
          id={id}
          role={name === null ? 'tooltip' : 'dialog'}
          aria-label={name ?? undefined}
          className={styles['box']}
          data-above={place.above || undefined}
          style={{ left: place.left, top: place.top, width }}
          onPointerEnter={hold}
          onPointerLeave={close}
          onFocus={hold}
          onBlur={close}
          onKeyDown={event => {
            onEscape(event)
            if (leaves(event)) {
              event.preventDefault()
              goBack()
            }
          }}
        >
          {children(goBack)}
        </div>,
        document.body,
      )
    : null
  return { anchor, content }
}

/** The box stands at the end of the document: Tab behind its last button would leave the page. */
function leaves(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'Tab') return false
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  return document.activeElement === (event.shiftKey ? buttons[0] : buttons.at(-1))
}
