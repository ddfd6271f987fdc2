import { ActionIcon, Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EllipsisVertical, FileText, ListChecks, Plus, RefreshCw, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { Joined, JoinedSystem } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { MappingDialog } from './MappingDialog.tsx'
import { useSystemAct } from './use-system.ts'

/** What is joined of a system, with how much of it is here. */
export function Objects({ system, may }: { system: JoinedSystem; may: boolean }) {
  const t = useT()
  const more = may && (
    <Button
      component={Link}
      {...({ to: '/systems/connect', search: { system: system.id } } as object)}
      leftSection={<Plus size={15} aria-hidden />}
    >
      {t('integration.system.addObjects')}
    </Button>
  )
  return (
    <Card title={t('integration.system.objects')} aside={system.objects.length > 0 && more}>
      {system.objects.length === 0 && (
        <EmptyState title={t('integration.connect.chosen', { count: 0 })} acts={more}>
          {t('integration.connect.tablesHint')}
        </EmptyState>
      )}
      <ul className={styles.lines}>
        {system.objects.map(object => (
          <ObjectLine key={object.id} system={system} object={object} may={may} />
        ))}
      </ul>
    </Card>
  )
}

function ObjectLine({ system, object, may }: { system: JoinedSystem; object: Joined; may: boolean }) {
  const t = useT()
  const [editing, setEditing] = useState(false)
  const { name, role, document, parentId, records, customers, refused } = object
  const parent = system.objects.find(({ id }) => id === parentId)
  const kind =
    role === 'customer'
      ? t('integration.connect.role.customer')
      : t(`integration.connect.kind.${document?.kind ?? 'other'}`)
  return (
    <li className={styles.objectLine}>
      {role === 'customer' ? <Users size={17} aria-hidden /> : <FileText size={17} aria-hidden />}
      <div className={styles.tableName}>
        <b>
          <bdi>{name}</bdi>
        </b>
        <span className={styles.about}>
          {[kind, ...(parent ? [t('integration.system.of', { table: parent.name })] : [])].join(' · ')}
        </span>
      </div>
      <span className={styles.sums}>
        <span>{t('integration.system.records', { count: records })}</span>
        {role === 'customer' && <span>{t('integration.system.customers', { count: customers })}</span>}
        {refused > 0 && (
          <span data-part="refused">{t('integration.system.refused', { count: refused })}</span>
        )}
      </span>
      <span className={styles.objectActs}>
        <Button leftSection={<ListChecks size={15} aria-hidden />} onClick={() => setEditing(true)}>
          {t('integration.system.edit')}
        </Button>
        {may && <ObjectMenu system={system} object={object} />}
      </span>
      {editing && (
        <MappingDialog system={system} object={object} may={may} onClose={() => setEditing(false)} />
      )}
    </li>
  )
}

function ObjectMenu({ system, object }: { system: JoinedSystem; object: Joined }) {
  const t = useT()
  const act = useSystemAct()
  const params = { id: object.id }
  const needed = system.objects.some(({ parentId }) => parentId === object.id)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={`${t('ui.more')}: ${object.name}`}>
          <EllipsisVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<RefreshCw size={14} aria-hidden />}
          disabled={system.offSince !== null}
          onClick={() => void act(integrationContract.askForLoad, { params }, t('integration.system.asked'))}
        >
          {t('integration.system.read')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Trash2 size={14} aria-hidden />}
          disabled={needed}
          onClick={() =>
            void act(
              integrationContract.takeObjectOut,
              { params },
              t('integration.system.takenOut', { table: object.name }),
            )
          }
        >
          {t('integration.system.takeOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
