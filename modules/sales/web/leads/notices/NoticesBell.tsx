import { Button, Popover } from '@mantine/core'
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { Reading } from '../../../../../ui/shell/Reading.tsx'
import { Label } from '../../../../../ui/theme/parts.tsx'
import styles from '../leads.module.css'
import { NoticeList } from './NoticeList.tsx'
import { useNotices } from './use-notices.ts'

/** News about one's own leads; the number says how much of it was not seen yet. */
export function NoticesBell() {
  const t = useT()
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const { asked, items, fresh, see } = useNotices()
  const close = () => setOpened(false)
  const label =
    fresh.length > 0
      ? t('sales.leads.notices.count', { count: fresh.length })
      : t('sales.leads.notices.title')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={380} trapFocus returnFocus>
      <Popover.Target>
        <Button aria-label={label} title={label} onClick={() => setOpened(!opened)} px={9}>
          <Bell size={15} strokeWidth={1.75} aria-hidden />
          {fresh.length > 0 && <span className={styles.bellCount}>{format.number(fresh.length)}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.bellBox ?? ''}>
        <header className={styles.bellHead}>
          <Label>{t('sales.leads.notices.title')}</Label>
          {fresh.length > 0 && (
            <Button size="compact-sm" onClick={see}>
              {t('sales.leads.notices.see')}
            </Button>
          )}
        </header>
        {!asked.isSuccess && <Reading of={asked} lines={4} />}
        {asked.isSuccess && items.length === 0 && (
          <p className={styles.quiet}>{t('sales.leads.notices.none')}</p>
        )}
        <NoticeList notices={items.slice(0, 30)} onGo={close} />
      </Popover.Dropdown>
    </Popover>
  )
}
