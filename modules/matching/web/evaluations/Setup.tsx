import { Button, Select, Radio } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type Evaluation, type EvaluationColumn, matchingContract } from '../../contract.ts'
import { Columns } from './Columns.tsx'
import styles from './evaluations.module.css'
import { Files } from './Files.tsx'

/** What is to be evaluated: the files, where the answers are, and what the columns are. */
export function Setup({ item }: { item: Evaluation }) {
  const t = useT()
  const tellProblem = useTellProblem()
  const [from, setFrom] = useState<'column' | 'pairs'>(
    item.files.pairs && item.truth?.column == null ? 'pairs' : 'column',
  )
  const [truth, setTruth] = useState(item.truth?.column ?? null)
  const [roles, setRoles] = useState<Record<string, EvaluationColumn['role']>>({})
  const start = useMutate(matchingContract.startEvaluation, {
    invalidates: [matchingContract.evaluation, matchingContract.evaluations],
  })
  const column = from === 'column' ? truth : null
  const ready = from === 'column' ? truth !== null : item.files.pairs !== null
  return (
    <Card title={t('matching.evaluation.setup')}>
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          start.mutate({ params: { id: item.id }, body: { truth: column, roles } }, { onError: tellProblem })
        }}
      >
        <Files item={item} withPairs={from === 'pairs'} />
        <Radio.Group
          label={t('matching.evaluation.answers')}
          value={from}
          onChange={value => setFrom(value === 'pairs' ? 'pairs' : 'column')}
        >
          <div className={styles.answers}>
            <Radio value="column" label={t('matching.evaluation.answersColumn')} />
            {from === 'column' && (
              <Select
                aria-label={t('matching.evaluation.truth')}
                placeholder={t('matching.evaluation.choose')}
                data={item.columns.map(({ name }) => name)}
                value={truth}
                searchable={item.columns.length > 12}
                allowDeselect={false}
                onChange={setTruth}
              />
            )}
            <Radio value="pairs" label={t('matching.evaluation.answersPairs')} />
          </div>
        </Radio.Group>
        <Columns
          columns={item.columns}
          truth={column}
          roles={roles}
          onRole={(name, role) => setRoles(before => ({ ...before, [name]: role }))}
        />
        <div className={styles.acts}>
          <Button type="submit" variant="filled" loading={start.isPending} disabled={!ready}>
            {t(item.state === 'draft' ? 'matching.evaluation.start' : 'matching.evaluation.again')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
