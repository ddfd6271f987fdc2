import { Button } from '@mantine/core'
import { PackagePlus, Settings2 } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import type { MakingItem } from '../../contract/making.ts'
import { useSystemAct } from '../connect/use-system.ts'
import { MakingDialog } from './MakingDialog.tsx'
import styles from './making.module.css'

type MakingCardProps = { system: JoinedSystem; may: boolean }

/** Which new records from here a system takes, and how. */
export function MakingCard({ system, may }: MakingCardProps) {
  const t = useT()
  const found = useCall(integrationContract.makings, { params: { id: system.id } })
  if (!found.data || found.data.items.length === 0) return null
  const { able, objects, items } = found.data
  const cannot = able ? objects.length === 0 && 'integration.making.noObject' : 'integration.making.unable'
  return (
    <Card title={t('integration.making.title')} aria-label={t('integration.making.title')}>
      <ul className={styles.kinds}>
        {items.map(item => (
          <Kind key={item.kind} item={item} system={system} objects={objects} may={may && !cannot} />
        ))}
      </ul>
      {cannot && <p className={styles.hint}>{t(cannot)}</p>}
    </Card>
  )
}

type KindProps = MakingCardProps & { item: MakingItem; objects: readonly { id: string; name: string }[] }

function Kind({ item, system, objects, may }: KindProps) {
  const t = useT()
  const act = useSystemAct()
  const [open, setOpen] = useState(false)
  const { making, taker, kind } = item
  const elsewhere = taker !== null && taker.id !== system.id
  const params = { id: system.id, kind }
  const stop = () =>
    void act(
      integrationContract.removeMaking,
      { params },
      t('integration.making.stopped', { system: isolated(system.name) }),
    )
  return (
    <li className={styles.kind}>
      <PackagePlus size={17} aria-hidden />
      <div className={styles.what}>
        <b>{t(item.label)}</b>
        <span>
          {making
            ? `${t('integration.making.takes', {
                object: isolated(making.shape.name),
                field: isolated(making.oursField),
              })} ${t('integration.making.final')}`
            : elsewhere
              ? t('integration.making.taken', { system: isolated(taker.name) })
              : t('integration.making.none')}
        </span>
      </div>
      {may && !elsewhere && (
        <span className={styles.acts}>
          {making && <Button onClick={stop}>{t('integration.making.stop')}</Button>}
          <Button leftSection={<Settings2 size={15} aria-hidden />} onClick={() => setOpen(true)}>
            {t(making ? 'integration.making.change' : 'integration.making.setUp')}
          </Button>
        </span>
      )}
      {open && <MakingDialog system={system} item={item} objects={objects} onClose={() => setOpen(false)} />}
    </li>
  )
}
