import { Menu } from '@mantine/core'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { nearDay, nearDays } from '../timeline/days.ts'

/** Days to put a task off to; the dropdown of a menu. */
export function DuePicker({ onPick }: { onPick: (dueAt: string) => void }) {
  const t = useT()
  const format = useFormat()
  const now = new Date()
  return (
    <Menu.Dropdown>
      {nearDays.map(({ key, days }) => {
        const at = nearDay(days, format.timeZone, now)
        const day = format.dateParts(at, { weekday: 'short', day: 'numeric', month: 'short' })
        return (
          <Menu.Item key={key} onClick={() => onPick(at)} rightSection={<small>{day}</small>}>
            {t(`customers.day.${key}`)}
          </Menu.Item>
        )
      })}
    </Menu.Dropdown>
  )
}
