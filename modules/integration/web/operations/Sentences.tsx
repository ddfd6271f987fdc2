import { Button } from '@mantine/core'
import { GitCompareArrows, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import type { CustomerPart } from '../../../customers/web/index.ts'
import type { OperationView } from '../../contract/operations.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { reasonOf } from './operation-words.ts'
import { useOperationsOf } from './use-operations.ts'

/** Under the head of a customer: what has to be decided before another system has what stands here. */
export function OperationSentences({ id }: CustomerPart) {
  const operations = useOperationsOf(id).filter(({ state }) => state === 'conflict' || state === 'failed')
  const [opened, setOpened] = useState<OperationView | null>(null)
  return (
    <>
      {operations.map(operation => (
        <OperationSentence key={operation.id} operation={operation} onOpen={() => setOpened(operation)} />
      ))}
      {opened && <DecideDialog operation={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function OperationSentence({ operation, onOpen }: { operation: OperationView; onOpen: () => void }) {
  const t = useT()
  const may = useMay()
  const { state, goneThere, fields } = operation
  const named = { system: isolated(operation.system.name), count: Math.max(1, fields.length) }
  const conflict = state === 'conflict' && !goneThere
  const what = conflict ? 'conflict' : goneThere ? 'gone' : 'failed'
  const why = conflict
    ? t('integration.operation.sentence.conflictHint')
    : goneThere
      ? ''
      : reasonOf(operation, t)
  return (
    <Sentence
      tone={state === 'failed' ? 'red' : 'amber'}
      icon={conflict ? <GitCompareArrows size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      acts={may('customers.write') && <Button onClick={onOpen}>{t('integration.operation.open')}</Button>}
    >
      <b>{t(`integration.operation.sentence.${what}`, named)}</b> <bdi>{why}</bdi>
    </Sentence>
  )
}
