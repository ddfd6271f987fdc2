import { Link, useNavigate } from '@tanstack/react-router'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { DropZone } from '../../../../ui/import/DropZone.tsx'
import { Faults } from '../../../../ui/pages/imports/Faults.tsx'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Badge, Bones, Card } from '../../../../ui/theme/parts.tsx'
import { type Evaluation, matchingContract } from '../../contract.ts'
import styles from './evaluations.module.css'
import { endings, largest, toneOf } from './evaluation-words.ts'

/** How well the matcher does on files with known answers: a new one, and those there were. */
export default function EvaluationsPage() {
  const t = useT()
  const navigate = useNavigate()
  const found = useCall(matchingContract.evaluations, {}, { refetchInterval: 4000 })
  const create = useMutate(matchingContract.createEvaluation, { invalidates: [matchingContract.evaluations] })
  const items = found.data?.items ?? []
  const upload = (file: File) => {
    const body = new FormData()
    body.set('file', file)
    create.mutate({ body } as never, {
      onSuccess: ({ data }) => void navigate({ to: `/matching/evaluations/${data.id}` }),
    })
  }
  const crumbs = (
    <>
      <Link to="/matching">{t('matching.desk.title')}</Link> /{' '}
      <Link to="/matching/rule">{t('matching.rule.title')}</Link> /{' '}
      <b className={styles.here}>{t('matching.evaluation.title')}</b>
    </>
  )
  return (
    <Page title={t('matching.evaluation.title')} crumbs={crumbs}>
      <div className={styles.column}>
        <Card title={t('matching.evaluation.new')}>
          <p className={styles.intro}>{t('matching.evaluation.intro')}</p>
          {create.isPending ? (
            <Bones lines={4} />
          ) : (
            <DropZone accept={endings} maxBytes={largest} onFile={upload} />
          )}
          {create.error && <Faults error={create.error} />}
        </Card>
        <Card title={t('matching.evaluation.past')}>
          <Reading of={found} lines={3} />
          {found.isSuccess && items.length === 0 && (
            <p className={styles.quiet}>{t('matching.evaluation.none')}</p>
          )}
          <ul className={styles.list}>
            {items.map(item => (
              <Line key={item.id} item={item} />
            ))}
          </ul>
        </Card>
      </div>
    </Page>
  )
}

function Line({ item: { id, files, state, result, askedAt } }: { item: Evaluation }) {
  const t = useT()
  const format = useFormat()
  const percent = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <li className={styles.line}>
      <Link to="/matching/evaluations/$id" params={{ id } as never} className={styles.name}>
        <bdi>{[files.first.name, files.second?.name].filter(Boolean).join(' + ')}</bdi>
      </Link>
      <span className={styles.about}>
        {format.dateTime(askedAt)}
        {result &&
          ` · ${t('matching.evaluation.line', {
            f1: percent(result.found.f1),
            precision: percent(result.found.precision.value),
            recall: percent(result.found.recall.value),
            rows: format.number(result.rows),
          })}`}
      </span>
      <span className={styles.badge}>
        <Badge tone={toneOf(state)}>{t(`matching.evaluation.state.${state}`)}</Badge>
      </span>
    </li>
  )
}
