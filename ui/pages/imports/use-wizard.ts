import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useMutate } from '../../../platform/contract/hooks.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { useUrlStates } from '../../shell/url-state.ts'
import { choicesOf, keepChoices } from './choices.ts'
import type { Draft } from './draft.ts'
import { draftOf } from './draft.ts'
import type { Preview } from './standing.ts'

export const stepNames = ['file', 'columns', 'check'] as const
export type Step = (typeof stepNames)[number]

/**
 * Where one is on the way from a file to records. Draft and step stand in the address and the choices with the browser, so
 * that a page loaded anew goes on where it was; the file itself is with the server. `constants` hold for all rows of the file.
 */
export function useWizard(entity: string | undefined, constants?: Readonly<Record<string, string>>) {
  const [url, setUrl] = useUrlStates(['draft', 'step'])
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [file, setFile] = useState<File | null>(null)
  // A check that was under way before the page was loaded anew is looked at, not started again.
  const [resumed, setResumed] = useState(false)
  const preview = useMutate(transferContract.previewImport)
  const again = useMutate(transferContract.previewAgain)
  const asked = typeof url['draft'] === 'string' ? url['draft'] : undefined
  const wanted = stepNames.find(step => step === url['step']) ?? 'columns'
  const step: Step = draft ? wanted : 'file'
  const take = (next: Draft) => {
    keepChoices(next)
    setDraft(next)
  }
  const begin = (data: Preview) => {
    take(draftOf(data))
    setResumed(false)
    setUrl({ draft: data.import.id, step: 'columns' })
  }
  useEnteredWith(asked, id =>
    again.mutate(
      { params: { id }, body: {} },
      {
        onSuccess: ({ data }) => {
          setDraft(choicesOf(draftOf(data, data.import)))
          setResumed(data.import.dryRun)
        },
        onError: ({ status }) => {
          // Started in earnest meanwhile: its page tells how it went.
          if (status === 409) void navigate({ to: `/imports/${id}`, replace: true })
          else setUrl({ draft: undefined, step: undefined })
        },
      },
    ),
  )
  return {
    step,
    draft,
    resumed,
    error: preview.error ?? again.error,
    reading: preview.isPending || again.isPending || (asked !== undefined && !draft && !again.error),
    /** What is being read, for its name; null while a draft is taken up again. */
    file: preview.isPending ? file : null,
    setDraft: take,
    go: (next: Step) => {
      setResumed(false)
      setUrl({ step: next })
    },
    read: (chosen: File) => {
      if (!entity) return
      setFile(chosen)
      const body = new FormData()
      // Text parts go before the file: the server reads the request in one pass.
      body.set('entity', entity)
      if (constants) body.set('options', JSON.stringify({ constants }))
      body.set('file', chosen)
      preview.mutate({ body } as never, { onSuccess: ({ data }) => begin(data) })
    },
    readSheet: (sheet: string) => {
      if (!draft) return
      const params = { id: draft.preview.import.id }
      again.mutate({ params, body: { sheet } }, { onSuccess: ({ data }) => begin(data) })
    },
  }
}

/** Calls once, with the draft that stood in the address when the page was opened. */
function useEnteredWith(id: string | undefined, enter: (id: string) => void): void {
  const entered = useRef(false)
  useEffect(() => {
    if (entered.current) return
    entered.current = true
    if (id) enter(id)
  })
}
