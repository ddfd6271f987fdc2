import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'

/** Why a record was not taken, in the person's language; the server's words where there are none. */
export function useTextOf(): (code: string, message: string) => string {
  const t = useT()
  return (code, message) => (hasText(`errors.${code}`) ? t(`errors.${code}`) : message)
}
