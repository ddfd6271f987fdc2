import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PlugZap, Unplug } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Badge, Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import { MakingCard } from '../making/MakingCard.tsx'
import styles from './connect.module.css'
import { Loads } from './Loads.tsx'
import { Objects } from './Objects.tsx'
import { SystemActs } from './SystemActs.tsx'
import { SystemFacts } from './SystemFacts.tsx'
import { useSystemAct } from './use-system.ts'

/** A system: how it stands, what is joined of it, what was read, and what was said of it. */
export default function SystemPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const found = useCall(integrationContract.system, { params: { id } }, { enabled: id !== '' })
  const may = useMay()('integration.manage')
  const system = found.data
  const title = system?.name ?? t('integration.system.one')
  return (
    <Page
      title={title}
      crumbs={
        <>
          <Link to="/systems">{t('integration.connect.systems')}</Link> /{' '}
          <b className={styles.here} dir="auto">
            <bdi>{title}</bdi>
          </b>
        </>
      }
      beside={system && <State system={system} />}
      acts={system && may && <SystemActs system={system} />}
    >
      <div className={styles.column}>
        {!system && (
          <Card>
            <Reading of={found} lines={6} />
          </Card>
        )}
        {system && (
          <>
            <Warnings system={system} may={may} />
            <Loads system={system} may={may} />
            <Objects system={system} may={may} />
            <MakingCard system={system} may={may} />
            <SystemFacts system={system} />
          </>
        )}
      </div>
    </Page>
  )
}

function State({ system: { offSince, drillSince } }: { system: JoinedSystem }) {
  const t = useT()
  if (offSince) return <Badge tone="amber">{t('integration.system.off')}</Badge>
  if (drillSince) return <Badge tone="violet">{t('integration.system.drill')}</Badge>
  return <Badge tone="accent">{t('integration.system.on')}</Badge>
}

function Warnings({ system, may }: { system: JoinedSystem; may: boolean }) {
  const t = useT()
  const format = useFormat()
  const act = useSystemAct()
  const { id, name, offSince, secretsLost } = system
  const on = (
    <Button
      variant="filled"
      leftSection={<PlugZap size={15} aria-hidden />}
      onClick={() =>
        void act(
          integrationContract.switchSystem,
          { params: { id }, body: { on: true } },
          t('integration.system.switchedOn', { system: name }),
        )
      }
    >
      {t('integration.system.switchOn')}
    </Button>
  )
  return (
    <>
      {offSince && (
        <Sentence tone="amber" icon={<Unplug size={18} aria-hidden />} acts={may && on}>
          <b>
            {t('integration.system.off')} {t('integration.system.since', { at: format.relative(offSince) })}.
          </b>{' '}
          {t('integration.system.offHint')}
        </Sentence>
      )}
      {secretsLost && <Sentence tone="red">{t('integration.system.secretsLost')}</Sentence>}
    </>
  )
}
