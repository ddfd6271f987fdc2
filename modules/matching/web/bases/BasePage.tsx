import { ActionIcon, Menu } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { usePathParams, useUrlState } from '../../../../ui/shell/url-state.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { matchingContract } from '../../contract.ts'
import { BaseBar } from './BaseBar.tsx'
import { BaseDialog } from './BaseDialog.tsx'
import styles from './bases.module.css'
import { CompareStep } from './CompareStep.tsx'
import { LoadStep } from './LoadStep.tsx'
import { PreviewStep } from './PreviewStep.tsx'
import { StagesStep } from './StagesStep.tsx'
import { type StepName, Steps, stepNames, stepOf } from './Steps.tsx'
import { useBase, useBaseAct, type WholeBase } from './use-base.ts'
import { VocabularyStep } from './VocabularyStep.tsx'

const panels: Record<
  StepName,
  (props: { base: WholeBase; go: (step: StepName) => void }) => React.ReactNode
> = {
  load: LoadStep,
  compare: CompareStep,
  preview: PreviewStep,
  vocabulary: VocabularyStep,
  stages: StagesStep,
}

/** A base from its files to customers, step by step; every step can be gone back to. */
export default function BasePage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const found = useBase(id)
  const [asked, go] = useUrlState('step', value => stepNames.find(name => name === value))
  const base = found.data
  const title = base?.name ?? t('matching.bases.one')
  const crumbs = (
    <>
      <Link to="/bases">{t('matching.bases.title')}</Link> /{' '}
      <b className={styles.here}>
        <bdi>{title}</bdi>
      </b>
    </>
  )
  const step = asked ?? (base ? stepOf(base) : 'load')
  const Panel = panels[step]
  return (
    <Page title={title} crumbs={crumbs} acts={base && <BaseActs base={base} />}>
      <div className={styles.column}>
        {!base && (
          <Card>
            <Reading of={found} lines={5} />
          </Card>
        )}
        {base && (
          <>
            {base.counts.loaded > 0 && (
              <Card>
                <BaseBar base={base} />
                {base.note && <p className={styles.note}>{base.note}</p>}
              </Card>
            )}
            <Steps base={base} at={step} onStep={go} />
            <Panel base={base} go={go} />
          </>
        )}
      </div>
    </Page>
  )
}

function BaseActs({ base }: { base: WholeBase }) {
  const t = useT()
  const navigate = useNavigate()
  const act = useBaseAct()
  const [editing, setEditing] = useState(false)
  const remove = async () => {
    const removed = await act(
      matchingContract.removeBase,
      { params: { id: base.id } },
      t('matching.bases.removed'),
    )
    if (removed) await navigate({ to: '/bases' })
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('ui.more')}>
            <EllipsisVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
            {t('matching.bases.edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Trash2 size={14} aria-hidden />}
            disabled={base.counts.loaded > 0}
            onClick={() => void remove()}
          >
            {t('matching.bases.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <BaseDialog base={base} onClose={() => setEditing(false)} />}
    </>
  )
}
