import { DateInput, DateTimePicker, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/ar'
import 'dayjs/locale/de'
import { languageOf } from '../../platform/i18n/index.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import type { FieldEditorProps } from './FieldEditor.tsx'
import { inputProps } from './input-props.ts'
import { instantOf, wallClock } from './instant.ts'

const typedShape = { en: 'D MMM YYYY', de: 'DD.MM.YYYY', ar: 'DD/MM/YYYY' } as const

/** A calendar date as `2026-11-22`, or an instant as ISO text; typed or picked. Its own chunk. */
export function DateField(props: FieldEditorProps) {
  const { field, value, onChange, required } = props
  const t = useT()
  const format = useFormat()
  const language = languageOf(format.locale)
  const shared = {
    ...inputProps(props),
    size: 'xs' as const,
    clearable: !required,
    clearButtonProps: { 'aria-label': t('ui.form.clear') },
    ariaLabels: {
      previousMonth: t('ui.calendar.before'),
      nextMonth: t('ui.calendar.after'),
      previousYear: t('ui.calendar.before'),
      nextYear: t('ui.calendar.after'),
      previousDecade: t('ui.calendar.before'),
      nextDecade: t('ui.calendar.after'),
    },
    popoverProps: { withinPortal: true, shadow: 'md' as const },
  }
  return (
    <DatesProvider
      settings={{
        locale: language,
        weekendDays: [],
        firstDayOfWeek: language === 'en' ? 0 : language === 'ar' ? 6 : 1,
      }}
    >
      {field.kind === 'date' ? (
        <DateInput
          {...shared}
          valueFormat={typedShape[language]}
          value={(value as string | null) ?? null}
          onChange={onChange}
        />
      ) : (
        <DateTimePicker
          {...shared}
          valueFormat={`${typedShape[language]} HH:mm`}
          value={value ? wallClock(String(value as string), format.timeZone) : null}
          onChange={next => onChange(next ? instantOf(next, format.timeZone) : null)}
        />
      )}
    </DatesProvider>
  )
}
