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
 * nothing: only an open box is mounted. Spread `anchor` on the anchor and render `content` beside it.
 */
export function useHoverBox(children: ReactNode) {
  const id = useId()
  const [place, setPlace] = useState<Place | null>(null)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const later = (act: () => void, delay: number) => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(act, delay)
  }
  const close = () => later(() => setPlace(null), 140)
  const anchor = {
    'aria-describedby': place ? id : undefined,
    onPointerEnter: (event: PointerEvent) => {
      const target = event.currentTarget
      later(() => setPlace(placeOf(target)), 180)
    },
    onPointerLeave: close,
    onFocus: (event: FocusEvent) => {
      window.clearTimeout(timer.current)
      setPlace(placeOf(event.currentTarget))
    },
    onBlur: close,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && place) {
        event.stopPropagation()
        setPlace(null)
      }
    },
  }
  const hold = () => window.clearTimeout(timer.current)
  const content = place
    ? createPortal(
        <div
          id={id}
          role="tooltip"
          className={styles['box']}
          data-above={place.above || undefined}
          style={{ left: place.left, top: place.top, width }}
          onPointerEnter={hold}
          onPointerLeave={close}
          onFocus={hold}
          onBlur={close}
        >
          {children}
        </div>,
        document.body,
      )
    : null
  return { anchor, content }
}
