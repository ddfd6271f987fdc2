import { UserRoundPlus } from 'lucide-react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { BottomAct } from '../../../../../ui/shell/BottomAct.tsx'
import { askCapture } from './capture-asked.ts'

/** On a telephone: a lead is captured with the thumb, on whatever page. */
export function CaptureThumb() {
  const t = useT()
  return (
    <BottomAct
      icon={UserRoundPlus}
      label={t('sales.leads.capture.short')}
      title={t('sales.leads.capture.title')}
      onClick={askCapture}
    />
  )
}
