import { MessageSquarePlus } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { BottomAct } from '../../../../ui/shell/BottomAct.tsx'
import { openLog } from './log-store.ts'

/** On a telephone: a call or visit is logged with the thumb, on whatever page. */
export function LogThumb() {
  const t = useT()
  return (
    <BottomAct
      icon={MessageSquarePlus}
      label={t('sales.log.short')}
      title={t('sales.log.open')}
      onClick={() => openLog()}
    />
  )
}
