import { ActionIcon, Button, Menu } from '@mantine/core'
import { EllipsisVertical, PlugZap, Settings2, Trash2, Unplug } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import { PartDialog } from './PartDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { useSystemAct } from './use-system.ts'

/** What can be done with a system as a whole. */
export function SystemActs({ system }: { system: JoinedSystem }) {
  const t = useT()
  const act = useSystemAct()
  const [open, setOpen] = useState<'settings' | 'part' | null>(null)
  const { id, name, offSince } = system
  const on = offSince !== null
  const turn = () =>
    void act(
      integrationContract.switchSystem,
      { params: { id }, body: { on } },
      t(on ? 'integration.system.switchedOn' : 'integration.system.switchedOff', { system: name }),
    )
  return (
    <>
      <Button leftSection={<Settings2 size={15} aria-hidden />} onClick={() => setOpen('settings')}>
        {t('integration.system.settings')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('ui.more')}>
            <EllipsisVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={on ? <PlugZap size={14} aria-hidden /> : <Unplug size={14} aria-hidden />}
            onClick={turn}
          >
            {t(on ? 'integration.system.switchOn' : 'integration.system.switchOff')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<Trash2 size={14} aria-hidden />}
            onClick={() => setOpen('part')}
          >
            {t('integration.system.part')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'settings' && <SettingsDialog system={system} onClose={() => setOpen(null)} />}
      {open === 'part' && <PartDialog system={system} onClose={() => setOpen(null)} />}
    </>
  )
}
