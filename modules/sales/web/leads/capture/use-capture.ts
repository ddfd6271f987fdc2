import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { wordsOf } from '../../../../../ui/shell/undo.ts'
import { leadContract, type NewLead, type Recognised } from '../../../contract.ts'
import { useLeadAct } from '../use-lead-act.ts'
import { longestLine, withoutPictures } from './card-text.ts'

export type CaptureField = keyof Recognised | 'source'
type Said = Partial<Record<CaptureField, string | undefined>>

/** What of it alone is enough for a lead. */
const enough: readonly CaptureField[] = ['name', 'company', 'email', 'phone', 'website', 'note']

/** A lead that is being captured: what was typed, what is recognised in it, and what was said otherwise. */
export function useCapture() {
  const t = useT()
  const act = useLeadAct()
  const [line, setLine] = useState('')
  const [said, setSaid] = useState<Said>({})
  const [keep, setKeep] = useState<boolean | null>(null)
  const [sending, setSending] = useState(false)
  const { recognised, problem } = useRecognised(line)
  const known: Said = { ...recognised, ...said }
  const clear = () => {
    setLine('')
    setSaid({})
  }
  /** Whether it was taken. */
  const save = async (): Promise<boolean> => {
    setSending(true)
    const answer = await act(leadContract.captureLead, { body: bodyOf({ line, said, keep }) }, null)
    setSending(false)
    if (!answer) return false
    act.tell(t('sales.leads.capture.done', { name: String(answer.data['name'] ?? known.name) }), answer.batch)
    clear()
    return true
  }
  return {
    line,
    setLine: (text: string) => setLine(withoutPictures(text)),
    known,
    say: (field: CaptureField, value: string) => setSaid(before => ({ ...before, [field]: value })),
    keep,
    setKeep,
    problem,
    ready: !problem && !sending && (line.trim() !== '' || enough.some(field => known[field]?.trim())),
    sending,
    save,
  }
}

export type Capture = ReturnType<typeof useCapture>

/** What the server recognises in a line, while it is typed. */
function useRecognised(line: string): { recognised: Recognised; problem: string | null } {
  const t = useT()
  const typed = line.trim()
  const [settled] = useDebouncedValue(typed, 200)
  const tooLong = typed.length > longestLine
  const read = useCall(
    leadContract.readLine,
    { body: { line: settled } },
    { enabled: settled !== '' && settled.length <= longestLine, keepPrevious: true, staleTime: 60_000 },
  )
  if (typed === '') return { recognised: {}, problem: null }
  if (tooLong) return { recognised: {}, problem: t('sales.leads.capture.tooLong') }
  return { recognised: read.data ?? {}, problem: read.error ? wordsOf(read.error, t) : null }
}

/** What was emptied is sent as nothing, so that it is not recognised again. A name cannot be nothing. */
function bodyOf({ line, said, keep }: { line: string; said: Said; keep: boolean | null }): NewLead {
  const fields = Object.entries(said).flatMap(([field, value]) => {
    const words = value?.trim() ?? ''
    return words === '' && field === 'name' ? [] : [[field, words === '' ? null : words]]
  })
  return {
    ...(line.trim() === '' ? {} : { line: line.trim() }),
    ...Object.fromEntries(fields),
    ...(keep === null ? {} : { private: keep }),
  }
}
