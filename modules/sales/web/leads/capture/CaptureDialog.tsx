import { Button, Modal, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IdCard } from 'lucide-react'
import { useRef, useState } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { Kbd } from '../../../../../ui/theme/parts.tsx'
import styles from '../leads.module.css'
import { CaptureFields } from './CaptureFields.tsx'
import { type Capture, useCapture } from './use-capture.ts'
import { WhoWillSee } from './WhoWillSee.tsx'

/** A lead from a line of text, an address, a card or a few fields; Enter saves it. */
export function CaptureDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const capture = useCapture()
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const line = useRef<HTMLTextAreaElement>(null)
  const [captured, setCaptured] = useState(0)
  const save = async () => {
    if (capture.ready && (await capture.save())) onClose()
  }
  const saveAndNext = async () => {
    if (!capture.ready || !(await capture.save())) return
    setCaptured(before => before + 1)
    line.current?.focus()
  }
  return (
    <Modal opened onClose={onClose} title={t('sales.leads.capture.title')} size={560} fullScreen={narrow}>
      <form
        className={styles.capture}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
        onDragOver={event => event.preventDefault()}
        onDrop={event => {
          event.preventDefault()
          void takeFile(event.dataTransfer.files[0], capture)
        }}
      >
        <Line capture={capture} field={line} onEnter={() => void save()} />
        <CaptureFields capture={capture} />
        <WhoWillSee keep={capture.keep} onKeep={capture.setKeep} />
        <div className={styles.captureEnd}>
          {captured > 0 && (
            <span className={styles.quiet} role="status">
              {t('sales.leads.capture.several', { count: captured })}
            </span>
          )}
          <Button disabled={!capture.ready} onClick={() => void saveAndNext()}>
            {t('sales.leads.capture.next')}
          </Button>
          <Button
            type="submit"
            variant="filled"
            disabled={!capture.ready}
            loading={capture.sending}
            rightSection={capture.ready && <Kbd on="accent">⏎</Kbd>}
          >
            {t('sales.leads.capture.act')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

type LineProps = { capture: Capture; field: React.RefObject<HTMLTextAreaElement | null>; onEnter: () => void }

function Line({ capture, field, onEnter }: LineProps) {
  const t = useT()
  const file = useRef<HTMLInputElement>(null)
  return (
    <div>
      <Textarea
        ref={field}
        data-autofocus
        label={t('sales.leads.capture.line')}
        placeholder={t('sales.leads.capture.placeholder')}
        value={capture.line}
        {...(capture.line ? { dir: 'auto' } : {})}
        autosize
        minRows={2}
        maxRows={6}
        error={capture.problem}
        onChange={event => capture.setLine(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          onEnter()
        }}
      />
      <div className={styles.under}>
        <p className={styles.quiet}>{t('sales.leads.capture.hint')}</p>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IdCard size={15} strokeWidth={1.75} aria-hidden />}
          onClick={() => file.current?.click()}
        >
          {t('sales.leads.capture.file')}
        </Button>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept=".vcf,text/vcard"
        aria-label={t('sales.leads.capture.file')}
        onChange={event => {
          void takeFile(event.currentTarget.files?.[0], capture)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

async function takeFile(file: File | undefined, capture: Capture): Promise<void> {
  if (file) capture.setLine(await file.text())
}
