import { Button, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import styles from './settings.module.css'

type Criterion = { key: string; text: string }
type CriteriaFieldsProps = {
  criteria: readonly Criterion[]
  onChange: (criteria: Criterion[]) => void
}

const most = 20

/** What should hold before a deal leaves a stage, line by line. What was ticked stays ticked when its words change. */
export function CriteriaFields({ criteria, onChange }: CriteriaFieldsProps) {
  const t = useT()
  const add = () => onChange([...criteria, { key: crypto.randomUUID().slice(0, 8), text: '' }])
  return (
    <fieldset className={styles.criteria}>
      <legend>{t('sales.settings.criteria')}</legend>
      {criteria.map(({ key, text }, at) => (
        <div key={key}>
          <TextInput
            aria-label={t('sales.settings.criterion', { place: at + 1 })}
            dir="auto"
            maxLength={300}
            value={text}
            autoFocus={text === ''}
            onChange={event => {
              const words = event.currentTarget.value
              onChange(criteria.map(one => (one.key === key ? { key, text: words } : one)))
            }}
          />
          <IconButton
            aria-label={t('sales.settings.removeCriterion', { place: at + 1 })}
            onClick={() => onChange(criteria.filter(one => one.key !== key))}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
      {criteria.length < most && (
        <Button size="compact-xs" leftSection={<Plus size={13} aria-hidden />} onClick={add}>
          {t('sales.settings.addCriterion')}
        </Button>
      )}
    </fieldset>
  )
}
