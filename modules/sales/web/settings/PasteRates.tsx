import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { callWithBatch, Problem } from '../../../../platform/contract/client.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useQueryClient } from '@tanstack/react-query'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { rateContract } from '../../contract.ts'
import styles from './settings.module.css'

/** Many rates at once; what is wrong is said line by line, and the text stays to be mended. */
export function PasteRates({ house, onClose }: { house: string; onClose: () => void }) {
  const t = useT()
  const [lines, setLines] = useState('')
  const { send, sending, refused, forget } = usePasting(onClose)
  return (
    <Modal opened onClose={onClose} title={t('sales.settings.pasteRates')} size={560}>
      <FormFrame onSend={() => send(lines)} ready={lines.trim() !== ''} sending={sending} onCancel={onClose}>
        <Textarea
          data-autofocus
          className={styles.paste ?? ''}
          label={t('sales.settings.lines')}
          description={t('sales.settings.pasteHint', { currency: house })}
          placeholder={'USD 2026-11-01 0.92\nCHF 2026-11-01 1.07'}
          dir="ltr"
          spellCheck={false}
          autosize
          minRows={6}
          maxRows={14}
          value={lines}
          onChange={event => {
            setLines(event.currentTarget.value)
            forget()
          }}
        />
        {refused.length > 0 && <RefusedLines refused={refused} />}
      </FormFrame>
    </Modal>
  )
}

type Refused = Problem['fields'][number]

function RefusedLines({ refused }: { refused: readonly Refused[] }) {
  const t = useT()
  return (
    <div role="alert" className={styles.refused}>
      <p>{t('sales.settings.linesRefused', { count: refused.length })}</p>
      <ol>
        {refused.map(({ path, code, message, params }) => (
          <li key={path}>
            <b>{t('sales.settings.line', { line: Number(params?.['line'] ?? 0) })}</b>{' '}
            <code>
              <bdi>{String(params?.['text'] ?? '')}</bdi>
            </code>
            <span>{hasText(`errors.${code}`) ? t(`errors.${code}`, params as never) : message}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function usePasting(onDone: () => void) {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const send = async (lines: string) => {
    setSending(true)
    try {
      const { data: reply, batch } = await callWithBatch(rateContract.pasteRates, { body: { lines } })
      tellDone(t('sales.settings.done.pasted', reply), batch)
      onDone()
    } catch (error) {
      const told = error instanceof Problem ? error.fields.filter(({ params }) => params?.['line']) : []
      setRefused(told)
      if (told.length === 0) tellProblem(error)
    } finally {
      setSending(false)
      void client.invalidateQueries({ queryKey: [rateContract.rates.name] })
    }
  }
  return { send, sending, refused, forget: () => setRefused([]) }
}
