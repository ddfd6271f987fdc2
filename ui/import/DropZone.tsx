import { Button } from '@mantine/core'
import { FileUp } from 'lucide-react'
import type { DragEvent } from 'react'
import { useRef, useState } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import styles from './import.module.css'

type DropZoneProps = {
  /** Endings with dot: `.csv`. */
  accept: readonly string[]
  maxBytes: number
  onFile: (file: File) => void
  disabled?: boolean
}

/** Takes one file, dropped or chosen; says why it takes another one not. */
export function DropZone({ accept, maxBytes, onFile, disabled = false }: DropZoneProps) {
  const t = useT()
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const take = (file: File | undefined) => {
    if (!file) return
    const right = accept.some(ending => file.name.toLowerCase().endsWith(ending))
    const size = format.number(maxBytes / 1_048_576, {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 0,
    })
    if (!right) setProblem(t('ui.import.wrongKind', { name: file.name, kinds: accept.join(', ') }))
    else if (file.size > maxBytes) setProblem(t('ui.import.tooLarge', { name: file.name, size }))
    else {
      setProblem(null)
      onFile(file)
    }
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files[0])
  }
  return (
    <div
      className={styles.zone}
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(!disabled)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <FileUp size={24} strokeWidth={1.6} aria-hidden />
      <p className={styles.big}>{t('ui.import.drop')}</p>
      <p className={styles.quiet}>{t('ui.import.dropHint')}</p>
      <Button onClick={() => input.current?.click()} disabled={disabled}>
        {t('ui.import.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept.join(',')}
        aria-label={t('ui.import.choose')}
        onChange={event => {
          take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <p className={styles.quiet}>{accept.join(' · ')}</p>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
