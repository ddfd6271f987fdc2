import { TriangleAlert } from 'lucide-react'
import { useT } from '../../../platform/i18n/react.ts'
import { Sentence } from '../../theme/parts.tsx'
import { faultsOf } from './words.ts'

/** What stands in the way, one sentence each. */
export function Faults({ error, sentences }: { error?: unknown; sentences?: readonly string[] }) {
  const t = useT()
  const all = sentences ?? faultsOf(t, error)
  return (
    <div role="alert">
      {all.slice(0, 8).map(words => (
        <Sentence key={words} tone="red" icon={<TriangleAlert size={16} aria-hidden />}>
          {words}
        </Sentence>
      ))}
    </div>
  )
}
