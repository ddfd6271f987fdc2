import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { StepBar } from '../../../../ui/import/StepBar.tsx'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { ConnectionStep } from './ConnectionStep.tsx'
import styles from './connect.module.css'
import type { StepName } from './draft.ts'
import { FieldsStep } from './FieldsStep.tsx'
import { FilesStep } from './files/FilesStep.tsx'
import { KindStep } from './KindStep.tsx'
import { PreviewStep } from './PreviewStep.tsx'
import { TablesStep } from './TablesStep.tsx'
import { type Guide, useGuide } from './use-guide.ts'

const panels: Record<StepName, (props: { guide: Guide }) => React.ReactNode> = {
  kind: KindStep,
  connection: ConnectionStep,
  files: FilesStep,
  tables: TablesStep,
  fields: FieldsStep,
  preview: PreviewStep,
}

/** From nothing to a system that is joined, one calm page after the other; each can be gone back to. */
export default function ConnectPage() {
  const t = useT()
  const guide = useGuide()
  const { step, steps, kinds, reading, system } = guide
  const title = system ? t('integration.system.addObjects') : t('integration.connect.title')
  const Panel = panels[step]
  const ready = kinds.isSuccess && (reading === null || reading.isSuccess)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' })
  }, [step])
  return (
    <Page
      title={title}
      crumbs={
        <>
          <Link to="/systems">{t('integration.connect.systems')}</Link> /{' '}
          {system && (
            <>
              <Link to="/systems/$id" params={{ id: system.id } as never}>
                <bdi>{system.name}</bdi>
              </Link>{' '}
              /{' '}
            </>
          )}
          <b className={styles.here}>{title}</b>
        </>
      }
    >
      <div className={styles.column} ref={top}>
        <StepBar
          steps={steps.map(name => t(`integration.connect.step.${name}`))}
          at={steps.indexOf(step)}
          onStep={at => guide.go(steps[at])}
        />
        {ready ? (
          <Panel guide={guide} />
        ) : (
          <Card>
            <Reading of={kinds.isSuccess && reading ? reading : kinds} lines={6} />
          </Card>
        )}
      </div>
    </Page>
  )
}
