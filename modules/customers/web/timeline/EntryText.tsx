import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import styles from './EntryText.module.css'
import { piecesOf } from './mention-text.ts'

/** Longer texts are folded; the reader unfolds what he wants to read. */
const foldedLength = 600

/** What somebody wrote, with people and web addresses marked. */
export function EntryText({ text }: { text: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const long = text.length > foldedLength
  const shown = long && !open ? `${text.slice(0, foldedLength).trimEnd()}…` : text
  return (
    <div className={styles.text} dir="auto">
      {piecesOf(shown).map((piece, at) =>
        piece.kind === 'link' ? (
          <a key={at} href={piece.text} target="_blank" rel="noreferrer noopener">
            {piece.text}
          </a>
        ) : piece.kind === 'mention' ? (
          <b key={at}>{piece.text}</b>
        ) : (
          piece.text
        ),
      )}{' '}
      {long && (
        <TextLink onClick={() => setOpen(!open)}>
          {t(open ? 'customers.entry.less' : 'customers.entry.more')}
        </TextLink>
      )}
    </div>
  )
}
