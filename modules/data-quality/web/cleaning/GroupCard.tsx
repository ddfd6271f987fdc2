import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import type { ProposalGroup } from '../../contract/cleaning.ts'
import styles from './cleaning.module.css'
import { ProposalLine } from './ProposalLine.tsx'
import { useDecide } from './use-decide.ts'

/** Proposals of one kind: samples at first, all on demand; taken one by one, the sure ones, or all. */
export function GroupCard({ group, may }: { group: ProposalGroup; may: boolean }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const pages = useProposals(group, all)
  const items = pages.data?.pages.flatMap(page => page.items) ?? group.samples
  return (
    <Card
      title={t(`data-quality.cleaning.why.${group.why}.name`)}
      aside={t('data-quality.cleaning.open', { count: group.open })}
      aria-label={t(`data-quality.cleaning.why.${group.why}.name`)}
    >
      <p className={styles.hint}>{t(`data-quality.cleaning.why.${group.why}.hint`)}</p>
      <ul className={styles.proposals}>
        {items.map(proposal => (
          <ProposalLine key={proposal.id} proposal={proposal} may={may} />
        ))}
      </ul>
      <footer className={styles.foot}>
        {!all && group.open > group.samples.length && (
          <TextLink onClick={() => setAll(true)}>
            {t('data-quality.cleaning.showAll', { count: group.open })}
          </TextLink>
        )}
        {all && pages.hasNextPage && (
          <TextLink onClick={() => void pages.fetchNextPage()}>{t('data-quality.cleaning.more')}</TextLink>
        )}
        <span className={styles.space} />
        {may && <GroupActs group={group} />}
      </footer>
    </Card>
  )
}

function GroupActs({ group: { kind, why, open, sure } }: { group: ProposalGroup }) {
  const t = useT()
  const { decide, busy } = useDecide()
  const unsure = sure > 0 && sure < open
  return (
    <>
      <Button disabled={busy} onClick={() => void decide({ decision: 'reject', kind, why })}>
        {t('data-quality.cleaning.rejectAll')}
      </Button>
      {unsure && (
        <Button disabled={busy} onClick={() => void decide({ decision: 'accept', kind, why })}>
          {t('data-quality.cleaning.acceptAll', { count: open })}
        </Button>
      )}
      <Button
        variant={sure > 0 ? 'filled' : 'default'}
        loading={busy}
        onClick={() => void decide({ decision: 'accept', kind, why, ...(unsure ? { sure: true } : {}) })}
      >
        {unsure
          ? t('data-quality.cleaning.acceptSure', { count: sure })
          : t('data-quality.cleaning.acceptAll', { count: open })}
      </Button>
    </>
  )
}

const pageSize = 50

function useProposals({ kind, why }: ProposalGroup, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [api.proposals.name, kind, why],
    enabled,
    queryFn: ({ pageParam, signal }) =>
      call(api.proposals, { query: { kind, why, limit: pageSize, offset: pageParam } }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages): number | null => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0)
      return last.items.length === pageSize && shown < last.total ? shown : null
    },
  })
}
