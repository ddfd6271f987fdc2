import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { FileInput, Upload } from 'lucide-react'
import { useState } from 'react'
import { useT, useFormat } from '../../../../platform/i18n/react.ts'
import { toneOfState } from '../../../../ui/pages/imports/standing.ts'
import { Badge, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import styles from './bases.module.css'
import { LoadFile } from './LoadFile.tsx'
import type { StepName } from './Steps.tsx'
import type { WholeBase } from './use-base.ts'

type Props = { base: WholeBase; go: (step: StepName) => void }

/** The files of a base, and the way in for another one. */
export function LoadStep({ base, go }: Props) {
  const t = useT()
  const [loading, setLoading] = useState(
    () => new URLSearchParams(window.location.search).has('draft') || base.loads.length === 0,
  )
  const { loads, counts } = base
  if (loading)
    return (
      <LoadFile
        base={base}
        onDone={() => setLoading(false)}
        {...(loads.length > 0 ? { onBack: () => setLoading(false) } : {})}
      />
    )
  const add = (
    <Button leftSection={<Upload size={15} aria-hidden />} onClick={() => setLoading(true)}>
      {t(loads.length > 0 ? 'matching.bases.load.another' : 'matching.bases.load.add')}
    </Button>
  )
  return (
    <>
      <Card title={t('matching.bases.load.title')} aside={add}>
        {loads.length === 0 && (
          <EmptyState
            icon={<FileInput size={20} aria-hidden />}
            title={t('matching.bases.sums.loaded', { count: 0 })}
          >
            {t('matching.bases.load.none')}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {loads.map(load => (
            <LoadLine key={load.id} load={load} />
          ))}
        </ul>
        <p className={styles.hint}>{t('matching.bases.load.words')}</p>
      </Card>
      {counts.loaded > 0 && (
        <div className={styles.acts}>
          <Button variant="filled" onClick={() => go('compare')}>
            {t('matching.bases.compare.title')}
          </Button>
        </div>
      )}
    </>
  )
}

function LoadLine({ load }: { load: WholeBase['loads'][number] }) {
  const t = useT()
  const format = useFormat()
  const state = load.state as keyof typeof toneOfState
  return (
    <li className={styles.line}>
      <Link to="/imports/$id" params={{ id: load.id } as never} className={styles.name}>
        <bdi>{load.fileName}</bdi>
      </Link>
      <span className={styles.about}>{format.relative(load.createdAt)}</span>
      <span className={styles.sums}>
        {load.read > 0 && (
          <span>{t('matching.bases.load.file', { created: load.created, read: load.read })}</span>
        )}
        {load.matched > 0 && <span>{t('matching.bases.load.known', { count: load.matched })}</span>}
        {load.refused > 0 && (
          <span data-part="refused">{t('matching.bases.load.refused', { count: load.refused })}</span>
        )}
        <Badge tone={toneOfState[state]}>{t(`pages.imports.state.${state}`)}</Badge>
      </span>
    </li>
  )
}
