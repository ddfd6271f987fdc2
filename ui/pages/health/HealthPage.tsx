import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useCall } from '../../../platform/contract/hooks.ts'
import { healthContract } from '../../../platform/health/contract.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { Page } from '../../shell/Page.tsx'
import { wordsOf } from '../../shell/undo.ts'
import { Bones, Card, ErrorState, Figure, Sentence } from '../../theme/parts.tsx'
import { sizeOf } from '../size.ts'
import styles from './Health.module.css'
import type { Finding, Health } from './sentences.ts'
import { findingOf } from './sentences.ts'

const askEvery = 15_000

/** How the installation is doing, in sentences. */
export default function HealthPage() {
  const t = useT()
  const health = useCall(healthContract.health, {}, { refetchInterval: askEvery })
  return (
    <Page title={t('pages.health.title')}>
      <div className={styles.column} tabIndex={0} role="region" aria-label={t('pages.health.title')}>
        {health.isPending && (
          <Card>
            <Bones lines={6} />
          </Card>
        )}
        {health.error && !health.data && (
          <ErrorState
            title={t('pages.health.silent')}
            message={wordsOf(health.error, t)}
            onRetry={() => void health.refetch()}
          />
        )}
        {health.data && <Findings health={health.data} />}
      </div>
    </Page>
  )
}

function Findings({ health }: { health: Health }) {
  const t = useT()
  const format = useFormat()
  const findings = health.checks.map(check => findingOf(check, t, format))
  const bad = findings.filter(finding => !finding.ok)
  return (
    <>
      <Sentence
        tone={health.ok ? 'accent' : 'amber'}
        icon={health.ok ? <CircleCheck size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      >
        {health.ok
          ? t('pages.health.allWell')
          : t('pages.health.look', {
              count: bad.length,
              names: format.list(bad.map(finding => finding.title)),
            })}
      </Sentence>
      <Figures health={health} />
      <Card title={t('pages.health.checks')}>
        <ul className={styles.list}>
          {findings
            .toSorted((a, b) => Number(a.ok) - Number(b.ok))
            .map(finding => (
              <FindingLine key={finding.name} finding={finding} />
            ))}
        </ul>
      </Card>
    </>
  )
}

function Figures({ health }: { health: Health }) {
  const t = useT()
  const format = useFormat()
  const { database, memory, version, startedAt } = health
  return (
    <div className={styles.figures}>
      <Card title={t('pages.health.server')}>
        <Figure>{version}</Figure>
        <p>{t('pages.health.running', { when: format.relative(startedAt) })}</p>
      </Card>
      <Card title={t('pages.health.database')}>
        <Figure>{sizeOf(database.bytes, format)}</Figure>
        <p>
          {t(database.embedded ? 'pages.health.embedded' : 'pages.health.external', {
            version: database.version,
          })}
        </p>
      </Card>
      <Card title={t('pages.health.memory')}>
        <Figure>{sizeOf(memory.rss, format)}</Figure>
        <p>{t('pages.health.memoryHint')}</p>
      </Card>
    </div>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const t = useT()
  const Icon = finding.ok ? CircleCheck : TriangleAlert
  return (
    <li className={styles.line} data-ok={finding.ok}>
      <Icon size={16} aria-label={t(finding.ok ? 'pages.health.good' : 'pages.health.bad')} role="img" />
      <div>
        <b>{finding.title}</b>
        <p>{finding.words}</p>
        {finding.todo && <p className={styles.todo}>{finding.todo}</p>}
      </div>
    </li>
  )
}
