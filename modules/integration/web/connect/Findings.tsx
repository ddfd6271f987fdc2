import { Button } from '@mantine/core'
import { Check, CircleCheck, CircleX, TriangleAlert, Unlock } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { outboundContract } from '../../../../platform/outbound/contract.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import type { ConnectionFailure, ConnectionFinding } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'

/** Whether the test found nothing that stands in the way. */
export const isSound = ({
  findings,
  failure,
}: {
  findings: readonly ConnectionFinding[]
  failure: ConnectionFailure | null
}) => failure === null && findings.every(({ level }) => level !== 'wrong')

/** What a test has found: what stands in the way first, each with what to do about it; what is right in one line. */
export function Findings({ findings }: { findings: readonly ConnectionFinding[] }) {
  const t = useT()
  const wrong = findings.filter(({ level }) => level === 'wrong')
  const warnings = findings.filter(({ level }) => level === 'warning')
  const right = findings.filter(({ level }) => level === 'right')
  return (
    <div className={styles.findings}>
      <p className={styles.verdict} data-tone={wrong.length > 0 ? 'red' : 'accent'} role="status">
        {wrong.length > 0 ? <CircleX size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
        {wrong.length > 0
          ? t('integration.connect.notReady')
          : t('integration.connect.ready', { count: warnings.length })}
      </p>
      <ul>
        {[...wrong, ...warnings].map(found => (
          <Finding key={found.code + JSON.stringify(found.params)} found={found} />
        ))}
      </ul>
      {right.length > 0 && (
        <details className={styles.right} open={wrong.length + warnings.length === 0 || undefined}>
          <summary>{t('integration.connect.right', { count: right.length })}</summary>
          <ul>
            {right.map(found => (
              <li key={found.code + JSON.stringify(found.params)}>
                <Check size={14} aria-hidden />
                <span>{sentence(t, found)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function sentence(t: ReturnType<typeof useT>, { code, params }: ConnectionFinding): string {
  const key = `integration.finding.${code}`
  return hasText(key) ? t(key, params) : code
}

function Finding({ found }: { found: ConnectionFinding }) {
  const t = useT()
  const advice = `integration.advice.${found.code}`
  return (
    <li className={styles.finding} data-level={found.level}>
      {found.level === 'wrong' ? <CircleX size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      <div>
        <b>{sentence(t, found)}</b>
        {hasText(advice) && <p>{t(advice, found.params)}</p>}
      </div>
    </li>
  )
}

/** Why nobody could be spoken with, and what to do about it; a closed network of one's own can be opened right here. */
export function FailureCard({ failure, onAgain }: { failure: ConnectionFailure; onAgain: () => void }) {
  const t = useT()
  const params = { host: failure.host ?? '', address: failure.address ?? '' }
  return (
    <div className={styles.findings} role="alert">
      <p className={styles.verdict} data-tone="red">
        <CircleX size={18} aria-hidden />
        {t(`integration.failure.${failure.kind}`, params)}
      </p>
      <p className={styles.text}>{t(`integration.failureAdvice.${failure.kind}`, params)}</p>
      {failure.kind === 'own-network' && failure.address ? (
        <OpenNetwork address={failure.address} onOpened={onAgain} />
      ) : (
        <>
          <p className={styles.said}>
            <span>{t('integration.connect.said')}</span> <bdi>{failure.said}</bdi>
          </p>
          <div>
            <Button onClick={onAgain}>{t('integration.connect.tryAgain')}</Button>
          </div>
        </>
      )}
    </div>
  )
}

function OpenNetwork({ address, onOpened }: { address: string; onOpened: () => void }) {
  const t = useT()
  const may = useMay()('outbound.manage')
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const [busy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    try {
      const { networks } = await call(outboundContract.networks)
      const network = `${address}/${address.includes(':') ? 128 : 32}`
      await call(outboundContract.setNetworks, { body: { networks: [...networks, network] } })
      tellDone(t('integration.connect.opened', { address }), null)
      onOpened()
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  if (!may) return <p className={styles.text}>{t('integration.connect.mayNotOpen', { address })}</p>
  return (
    <div>
      <Button
        variant="filled"
        loading={busy}
        leftSection={<Unlock size={15} aria-hidden />}
        onClick={() => void open()}
      >
        {t('integration.connect.open', { address })}
      </Button>
    </div>
  )
}
