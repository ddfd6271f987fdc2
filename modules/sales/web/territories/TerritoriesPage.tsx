import { Button } from '@mantine/core'
import { Map as MapIcon, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { WithReferences } from '../../../customers/web/index.ts'
import { type Territory, territoryContract as api } from '../../contract.ts'
import { SalesTabs } from '../SalesTabs.tsx'
import { HandOversCard } from './HandOversCard.tsx'
import { LeaversCard } from './LeaversCard.tsx'
import styles from './territories.module.css'
import { TerritoryDialog } from './TerritoryDialog.tsx'
import { TerritoryLine } from './TerritoryLine.tsx'
import { inTree } from './tree.ts'

/** Whose customers are whose by rule, and what passes from one to another. */
export default function TerritoriesPage() {
  const t = useT()
  const may = useMay()
  const asked = useCall(api.territories)
  const [editing, setEditing] = useState<Territory | 'new' | null>(null)
  const items = asked.data?.items ?? []
  const title = t('sales.territories.title')
  return (
    <WithReferences>
      <Page
        title={title}
        acts={
          may('sales.manage') && (
            <Button leftSection={<Plus size={15} aria-hidden />} onClick={() => setEditing('new')}>
              {t('sales.territories.add')}
            </Button>
          )
        }
      >
        <SalesTabs />
        <div className={styles.page}>
          <Card title={title} aria-label={title}>
            <Reading of={asked} lines={5} />
            {asked.data && items.length === 0 && (
              <EmptyState icon={<MapIcon size={20} aria-hidden />} title={t('sales.territories.none')}>
                {t('sales.territories.noneHint')}
              </EmptyState>
            )}
            <ul className={styles.list}>
              {inTree(items).map(({ territory, depth }) => (
                <TerritoryLine
                  key={territory.id}
                  territory={territory}
                  depth={depth}
                  onEdit={() => setEditing(territory)}
                />
              ))}
            </ul>
          </Card>
          <LeaversCard />
          <HandOversCard territories={items} />
        </div>
        {editing && (
          <TerritoryDialog
            territory={editing === 'new' ? null : editing}
            all={items}
            onDone={() => setEditing(null)}
          />
        )}
      </Page>
    </WithReferences>
  )
}
