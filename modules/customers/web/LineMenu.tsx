import { Menu } from '@mantine/core'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '../../../platform/i18n/react.ts'
import { IconButton } from '../../../ui/theme/IconButton.tsx'

type LineMenuProps = {
  /** Whose menu it is, for who cannot see where it stands. */
  label: string
  onEdit?: () => void
  onRemove?: (() => void) | undefined
  /** What else can be done, between editing and deleting. */
  children?: ReactNode
}

/** The menu at the end of a line: edit, what else can be done with it, delete. */
export function LineMenu({ label, onEdit, onRemove, children }: LineMenuProps) {
  const t = useT()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton aria-label={label}>
          <Ellipsis size={15} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {onEdit && (
          <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={onEdit}>
            {t('ui.edit')}
          </Menu.Item>
        )}
        {children}
        {onRemove && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={onRemove}>
              {t('ui.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
