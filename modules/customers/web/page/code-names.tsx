import { useFormat } from '../../../../platform/i18n/react.ts'

type CodeNameProps = { code: unknown; type: 'region' | 'language' }

/** The name of a country or language of which we know the code (ISO 3166, BCP 47); other words stay as they are. */
export function CodeName({ code, type }: CodeNameProps) {
  const format = useFormat()
  const text = typeof code === 'string' ? code : ''
  return <bdi>{nameOf(text, { type, locale: format.locale })}</bdi>
}

/** `NO` as a region is “Norway”; what is no code comes back unchanged. */
export function nameOf(
  text: string,
  { type, locale }: { type: 'region' | 'language'; locale: string },
): string {
  const pattern = type === 'region' ? /^[A-Z]{2}$/ : /^[a-z]{2,3}(-[A-Za-z]+)*$/
  if (!pattern.test(text)) return text
  try {
    return new Intl.DisplayNames(locale, { type, fallback: 'code' }).of(text) ?? text
  } catch {
    return text
  }
}
