import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRight, CircleCheck, CircleHelp, Equal, UserPlus } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Card, Kbd, Sentence } from '../../../../ui/theme/parts.tsx'
import { type BaseRecord, matchingContract } from '../../contract.ts'
import { Waterfall } from '../desk/Waterfall.tsx'
import { freeWith, recordsOf } from './BaseBar.tsx'
import styles from './bases.module.css'
import { RecordLines } from './RecordLines.tsx'
import { useBaseAct } from './use-base.ts'

/** A record of a base beside the customer it may be; here it is said which of the two it is. */
export default function RecordPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const found = useCall(matchingContract.baseRecord, { params: { id } })
  const record = found.data
  const title = record?.name ?? t('entity.base-record.$one')
  const crumbs = record && (
    <>
      <Link to="/bases">{t('matching.bases.title')}</Link> /{' '}
      <Link to="/bases/$id" params={{ id: record.base.id } as never}>
        <bdi>{record.base.title}</bdi>
      </Link>{' '}
      /{' '}
      <b className={styles.here}>
        <bdi>{title}</bdi>
      </b>
    </>
  )
  return (
    <Page title={title} crumbs={crumbs} acts={record && !record.taken && <NextUnsure record={record} />}>
      <div className={styles.column}>
        {!record && (
          <Card>
            <Reading of={found} lines={8} />
          </Card>
        )}
        {record && <Beside record={record} />}
      </div>
    </Page>
  )
}

function Beside({ record }: { record: BaseRecord }) {
  const t = useT()
  return (
    <>
      <Standing record={record} />
      <div className={styles.beside}>
        <Card title={t('matching.bases.record.values')}>
          <RecordLines record={record} />
        </Card>
        {record.parts.length > 0 && (
          <Card title={t('matching.bases.record.why')}>
            <Waterfall parts={record.parts} />
            {record.vetoes.length > 0 && (
              <p className={styles.text} data-part="unsure">
                {t('matching.bases.record.veto', {
                  reasons: record.vetoes.map(veto => t(`matching.veto.${veto}`)).join(', '),
                })}
              </p>
            )}
          </Card>
        )}
      </div>
    </>
  )
}

function Standing({ record }: { record: BaseRecord }) {
  const t = useT()
  const format = useFormat()
  const { verdict, match, taken, twin, decidedBy, decidedAt } = record
  const name = match?.title ?? t('matching.bases.preview.nobody')
  const words = taken
    ? t('matching.bases.record.taken')
    : t(`matching.bases.record.sentence.${verdict ?? 'none'}`, { name })
  return (
    <Sentence
      tone={taken ? 'accent' : verdict === 'unsure' || verdict === null ? 'amber' : 'accent'}
      icon={
        verdict === 'unsure' && !taken ? (
          <CircleHelp size={16} aria-hidden />
        ) : (
          <CircleCheck size={16} aria-hidden />
        )
      }
      acts={taken ? <OpenCustomer id={record.id} /> : <Decide record={record} />}
    >
      {words}
      {decidedBy && decidedAt && !taken
        ? ` ${t('matching.bases.record.decided', { name: decidedBy, at: format.relative(decidedAt) })}`
        : ''}
      {twin ? ` ${t('matching.bases.record.twin', { name: twin.title })}` : ''}
    </Sentence>
  )
}

function OpenCustomer({ id }: { id: string }) {
  const t = useT()
  return (
    <Button
      component={Link}
      to={`/customers/${id}`}
      variant="filled"
      rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
    >
      {t('matching.bases.record.openCustomer')}
    </Button>
  )
}

function Decide({ record }: { record: BaseRecord }) {
  const t = useT()
  const act = useBaseAct()
  const say = (verdict: 'new' | 'same') =>
    void act(
      matchingContract.decideRecords,
      { body: { ids: [record.id], verdict } },
      t(verdict === 'same' ? 'matching.bases.record.saidSame' : 'matching.bases.record.saidNew', {
        count: 1,
      }),
    )
  const same = record.match !== null
  useShortcut({ keys: 's', label: t('matching.bases.record.same'), run: () => same && say('same') })
  useShortcut({ keys: 'n', label: t('matching.bases.record.isNew'), run: () => say('new') })
  if (!same) return null
  return (
    <>
      <Button
        variant={record.verdict === 'unsure' ? 'filled' : 'default'}
        leftSection={<Equal size={15} aria-hidden />}
        rightSection={<Kbd {...(record.verdict === 'unsure' ? { on: 'accent' as const } : {})}>S</Kbd>}
        disabled={record.verdict === 'same' && record.decidedBy !== null}
        onClick={() => say('same')}
      >
        {t('matching.bases.record.same')}
      </Button>
      <Button
        leftSection={<UserPlus size={15} aria-hidden />}
        rightSection={<Kbd>N</Kbd>}
        disabled={record.verdict === 'new' && record.decidedBy !== null}
        onClick={() => say('new')}
      >
        {t('matching.bases.record.isNew')}
      </Button>
    </>
  )
}

/** The next record of the base that a person has to decide. */
function NextUnsure({ record }: { record: BaseRecord }) {
  const t = useT()
  const navigate = useNavigate()
  const { filter } = recordsOf(record.base.id, ...freeWith('unsure'))
  const found = useCall(matchingContract.baseRecords, {
    query: { filter: JSON.stringify(filter), limit: 2, sort: 'name' },
  })
  const next = found.data?.items.find(({ id }) => id !== record.id)
  useShortcut({
    keys: 'j',
    label: t('matching.bases.record.next'),
    run: () => next && void navigate({ to: `/base-records/${next.id}` }),
  })
  return (
    <Button
      component={Link}
      to={next ? `/base-records/${next.id}` : '.'}
      disabled={!next}
      rightSection={<Kbd>J</Kbd>}
    >
      {t(next ? 'matching.bases.record.next' : 'matching.bases.record.none')}
    </Button>
  )
}
