import { useT } from '../../../../platform/i18n/react.ts'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'

/** Keys of the list: arrows walk, Z takes the last decision back. */
export function useDeskKeys({ go, undo }: { go: (step: number) => void; undo: () => Promise<void> }): void {
  const t = useT()
  const group = t('matching.desk.title')
  useShortcut({ keys: 'ArrowDown', label: t('matching.desk.keys.next'), group, run: () => go(1) })
  useShortcut({ keys: 'ArrowUp', label: t('matching.desk.keys.former'), group, run: () => go(-1) })
  useShortcut({ keys: 'z', label: t('matching.desk.keys.undo'), group, run: () => void undo() })
}
