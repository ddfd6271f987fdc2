import { lazy, Suspense } from 'react'
import { endCapture, useCaptureAsked } from './capture-asked.ts'

const CaptureDialog = lazy(async () => ({ default: (await import('./CaptureDialog.tsx')).CaptureDialog }))

/** Above every page: the capture of a lead, when it was asked for. */
export function CaptureHost() {
  return (
    useCaptureAsked() && (
      <Suspense>
        <CaptureDialog onClose={endCapture} />
      </Suspense>
    )
  )
}
