import { useEffect, useMemo, useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { customersContract } from '../../../customers/contract.ts'
import type { CustomerPart, Standings, ValueStanding } from '../../../customers/web/index.ts'
import type { OperationView } from '../../contract/operations.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { reasonOf, useOperationWords } from './operation-words.ts'
import styles from './operations.module.css'
import { useOperationsOf } from './use-operations.ts'

/** Parts of an address that no field of the facts shows; the others are told there. */
const ofAddress = ['street', 'street2', 'region']

/** Tells the page of a customer which values are on their way to other systems, have arrived, or wait for somebody. */
export function OperationStandings({
  id,
  tell,
}: CustomerPart & { tell: (standings: Standings | null) => void }) {
  const operations = useOperationsOf(id)
  const page = useCall(customersContract.page, { params: { id } })
  const [opened, setOpened] = useState<OperationView | null>(null)
  const points = page.data?.contactPoints
  const standings = useMemo<Standings>(() => {
    const of = (fields: readonly string[]) => standingOf(operations, fields, setOpened)
    return {
      field: key => of([key]),
      point: pointId => {
        const point = points?.find(known => known.id === pointId)
        return point?.primary && point.kind === 'address' ? of(ofAddress) : undefined
      },
    }
  }, [operations, points])
  const any = operations.length > 0
  useEffect(() => tell(any ? standings : null), [tell, any, standings])
  return opened && <DecideDialog operation={opened} onClose={() => setOpened(null)} />
}

/** Of several the one that needs somebody most speaks first. */
const urgency: readonly OperationView['state'][] = [
  'conflict',
  'failed',
  'asked',
  'sent',
  'pending',
  'confirmed',
]

function standingOf(
  operations: readonly OperationView[],
  fields: readonly string[],
  onOpen: (operation: OperationView) => void,
): ValueStanding | undefined {
  const about = operations
    .filter(operation => operation.fields.some(({ target }) => target !== null && fields.includes(target)))
    .toSorted((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state))
  // One line for each system: what was wanted before is told by what is wanted now.
  const perSystem = [...new Map(about.toReversed().map(each => [each.system.id, each])).values()].reverse()
  if (perSystem.length === 0) return undefined
  const conflict = perSystem.find(({ state }) => state === 'conflict')
  return {
    ...(conflict
      ? { standing: { state: 'conflict' as const, source: conflict.system.name, at: conflict.wantedAt } }
      : {}),
    below: perSystem.map(operation => (
      <Mark key={operation.id} operation={operation} fields={fields} onOpen={() => onOpen(operation)} />
    )),
  }
}

type MarkProps = { operation: OperationView; fields: readonly string[]; onOpen: () => void }

/** Below a value: how it stands with one system. */
function Mark({ operation, fields, onOpen }: MarkProps) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const words = useOperationWords()
  const { state, reason, endedAt } = operation
  const system = isolated(operation.system.name)
  const theirs = operation.fields
    .filter(({ target }) => target !== null && fields.includes(target))
    .map(field => isolated(words.value(field, field.theirs)))
    .join(', ')
  const waits = (state === 'pending' || state === 'sent') && reason !== null
  const said = {
    asked: () => t('integration.operation.on.asked', { system }),
    pending: () => t('integration.operation.on.pending', { system }),
    sent: () => t('integration.operation.on.pending', { system }),
    confirmed: () =>
      t('integration.operation.on.confirmed', { system, when: format.time(endedAt ?? operation.wantedAt) }),
    conflict: () =>
      operation.goneThere
        ? t('integration.operation.sentence.gone', { system })
        : t('integration.operation.on.conflict', { system, theirs }),
    failed: () => t('integration.operation.on.failed', { system, reason: isolated(reasonOf(operation, t)) }),
  }[state]()
  const decides = state === 'asked' ? may('integration.operate') : may('customers.write')
  return (
    <span className={styles.mark} data-state={state}>
      <span>
        {waits ? t('integration.operation.on.waits', { system, reason: reasonOf(operation, t) }) : said}
      </span>
      {['asked', 'conflict', 'failed'].includes(state) && decides && (
        <TextLink onClick={onOpen}>{t('integration.operation.open')}</TextLink>
      )}
    </span>
  )
}
