import { useT } from '../../platform/i18n/react.ts'
import { Bones, ErrorState } from '../theme/parts.tsx'
import { wordsOf } from './undo.ts'

/** What was asked of the server: the result of `useCall`, as far as waiting for it goes. */
export type Asked = { isPending: boolean; error: unknown; refetch: () => unknown }

/** Stands where an answer will be: bones while it is read, where that failed why and another try, then nothing. */
export function Reading({ of: asked, lines }: { of: Asked; lines: number }) {
  const t = useT()
  if (asked.isPending) return <Bones lines={lines} />
  if (!asked.error) return null
  return <ErrorState message={wordsOf(asked.error, t)} onRetry={() => void asked.refetch()} />
}
