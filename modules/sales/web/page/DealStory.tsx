import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import type { OpportunityPage } from '../../contract.ts'
import { CourseCard } from './CourseCard.tsx'
import { DealChanges } from './DealChanges.tsx'

/** How a deal went: from stage to stage, or every change to it. */
export function DealStory({ page }: { page: OpportunityPage }) {
  const t = useT()
  const may = useMay()
  const [kind, setKind] = useState<string | null>(null)
  const kinds = may('history.read') ? [{ id: 'changes', label: t('sales.deal.story.changes') }] : []
  const filters = { kinds, kind, onKind: setKind }
  return kind === 'changes' ? <DealChanges page={page} {...filters} /> : <CourseCard {...page} {...filters} />
}
