import { Menu } from '@mantine/core'
import { Pin, PinOff } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { customersContract, type TimelineEntry } from '../../contract.ts'
import { LineMenu } from '../LineMenu.tsx'
import { useAct } from '../use-act.ts'
import { writtenKinds } from './entry-kinds.ts'
import styles from './EntryText.module.css'

/** What can be done with an entry that a person wrote: change, pin, delete. */
export function EntryActs({ entry, onEdit }: { entry: TimelineEntry; onEdit: () => void }) {
  const t = useT()
  const act = useAct()
  const may = useMay()
  if (!may('customers.write') || !writtenKinds.includes(entry.kind)) return null
  const params = { id: entry.customerId, childId: entry.id }
  const pinned = entry.pinnedAt !== null
  const pin = () =>
    void act(
      customersContract.changeEntry,
      { params, body: { pinned: !pinned } },
      t(pinned ? 'customers.done.unpinned' : 'customers.done.pinned'),
    )
  const remove = () => void act(customersContract.removeEntry, { params }, t('customers.done.entryRemoved'))
  return (
    <span className={styles.acts}>
      <LineMenu label={t('customers.entry.acts')} onEdit={onEdit} onRemove={remove}>
        <Menu.Item
          leftSection={pinned ? <PinOff size={14} aria-hidden /> : <Pin size={14} aria-hidden />}
          onClick={pin}
        >
          {t(pinned ? 'ui.timeline.unpin' : 'ui.timeline.pin')}
        </Menu.Item>
      </LineMenu>
    </span>
  )
}
