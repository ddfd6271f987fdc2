import { type ReactNode, useCallback, useContext } from 'react'
import { call } from '../../../platform/contract/client.ts'
import { type FindReferences, ReferenceContext } from '../../../ui/form/ReferencePicker.tsx'
import { WithReferences } from '../../customers/web/index.ts'
import { salesContract } from '../contract.ts'

/** Pickers below know where people, customers, pipelines and stages are found. */
export function SalesReferences({ children }: { children: ReactNode }) {
  return (
    <WithReferences>
      <WithStages>{children}</WithStages>
    </WithReferences>
  )
}

/** Pipelines and stages by name. */
export const findStages: FindReferences = async (entity, text, signal) => {
  const { pipelines } = await call(salesContract.choices, {}, signal)
  const found = entity === 'pipeline' ? pipelines : pipelines.flatMap(({ stages }) => stages)
  const words = text.trim().toLocaleLowerCase()
  return found
    .filter(({ name }) => name.toLocaleLowerCase().includes(words))
    .map(({ id, name }) => ({ id, title: name }))
}

function WithStages({ children }: { children: ReactNode }) {
  const others = useContext(ReferenceContext)
  const find = useCallback<FindReferences>(
    (entity, text, signal) => {
      const isOurs = entity === 'stage' || entity === 'pipeline'
      return (isOurs ? findStages : others)(entity, text, signal)
    },
    [others],
  )
  return <ReferenceContext value={find}>{children}</ReferenceContext>
}
