import { atHand } from '../../../../../ui/shell/at-hand.tsx'
import { endCapture, useCaptureAsked } from './capture-asked.ts'

const CaptureDialog = atHand(async () => (await import('./CaptureDialog.tsx')).CaptureDialog)

/** Above every page: the capture of a lead, when it was asked for. */
export function CaptureHost() {
  return useCaptureAsked() && <CaptureDialog onClose={endCapture} />
}
