import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Layers, Equal, UserPlus } from 'lucide-react'
import { useMemo } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { RecordBrowser, type RecordBrowserProps } from '../../../../ui/views/RecordBrowser.tsx'
import { selectedIds } from './selected.ts'
import { matchingContract } from '../../contract.ts'
import { WithReferences } from './references.tsx'
import { useBaseAct } from './use-base.ts'

/** Records of bases: found, filtered, looked at one by one, decided by many. */
export default function RecordsPage() {
  const t = useT()
  const entity = useEntity('base-record')
  const bulk = useDecisions()
  const acts = useMemo(
    () => (
      <Button component={Link} to="/bases" leftSection={<Layers size={15} aria-hidden />}>
        {t('matching.bases.title')}
      </Button>
    ),
    [t],
  )
  return (
    <WithReferences>
      <RecordBrowser
        entity={entity}
        source={matchingContract.baseRecords}
        count={matchingContract.countBaseRecords}
        pathOf={record => `/base-records/${record.id}`}
        bulk={bulk}
        acts={acts}
      />
    </WithReferences>
  )
}

function useDecisions(): NonNullable<RecordBrowserProps['bulk']> {
  const t = useT()
  const act = useBaseAct()
  return ({ selection, query, clear }) => {
    const decide = async (verdict: 'new' | 'same') => {
      const ids = await selectedIds(selection, query)
      const said = verdict === 'same' ? 'matching.bases.record.saidSame' : 'matching.bases.record.saidNew'
      const done = await act(
        matchingContract.decideRecords,
        { body: { ids, verdict } },
        t(said, { count: ids.length }),
      )
      if (done) clear()
    }
    return [
      {
        id: 'same',
        label: t('matching.bases.record.same'),
        icon: Equal,
        run: () => void decide('same'),
      },
      {
        id: 'new',
        label: t('matching.bases.record.isNew'),
        icon: UserPlus,
        run: () => void decide('new'),
      },
    ]
  }
}
