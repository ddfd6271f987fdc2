import { useEffect } from 'react'

/** Takes a file that is dropped anywhere on the page. */
export function useDropAnywhere(onFile: (file: File) => void, active: boolean): void {
  useEffect(() => {
    if (!active) return
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      // The drop zone has taken what was dropped on it.
      if (event.defaultPrevented) return
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file) onFile(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [onFile, active])
}
