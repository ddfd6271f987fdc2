import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { staffContract } from '../../../staff/contract.ts'
import { roleName } from '../../../staff/web/index.ts'
import { readPercent, typedPercent } from '../rates.ts'
import type { QuotePartProps } from './QuoteFields.tsx'
import styles from './settings.module.css'

type Role = { key: string; name: string; permissions: readonly string[] }

/** How much each role may take off without asking; whoever may approve needs no limit. */
export function LimitsFields({ draft, change, refuse }: QuotePartProps) {
  const t = useT()
  const may = useMay()
  const asked = useCall(staffContract.listRoles, {}, { enabled: may('staff.read') })
  const known: readonly Role[] =
    asked.data?.items ?? Object.keys(draft.limits).map(key => ({ key, name: key, permissions: [] }))
  const selling = known.filter(
    ({ permissions }) => permissions.length === 0 || permissions.includes('sales.write'),
  )
  const set = (key: string, limit: number | null) => {
    const { [key]: _, ...others } = draft.limits
    change({ limits: limit === null ? others : { ...others, [key]: limit } })
  }
  return (
    <ul className={styles.sentences}>
      {selling.map(role => (
        <li key={role.key}>
          <p>
            <bdi>{roleName(role.key, t, role.name)}</bdi>
          </p>
          {role.permissions.includes('sales.approve') ? (
            <span className={styles.hint}>{t('sales.quoteSettings.any')}</span>
          ) : (
            <Percent
              label={t('sales.quoteSettings.limitOf', { role: roleName(role.key, t, role.name) })}
              value={draft.limits[role.key] ?? null}
              otherwise={draft.otherwise}
              onChange={limit => set(role.key, limit)}
              onRefused={is => refuse(role.key, is)}
            />
          )}
        </li>
      ))}
      <li>
        <p>{t('sales.quoteSettings.otherwise')}</p>
        <Percent
          label={t('sales.quoteSettings.otherwise')}
          value={draft.otherwise}
          otherwise={null}
          onChange={otherwise => otherwise !== null && change({ otherwise })}
          onRefused={is => refuse('otherwise', is)}
        />
      </li>
    </ul>
  )
}

type PercentProps = {
  label: string
  /** In hundredths of a per cent; null: what holds otherwise. */
  value: number | null
  /** What holds where nothing is said; null: something has to be. */
  otherwise: number | null
  onChange: (hundredths: number | null) => void
  onRefused: (is: boolean) => void
}

function Percent({ label, value, otherwise, onChange, onRefused }: PercentProps) {
  const t = useT()
  const format = useFormat()
  const [typed, setTyped] = useState(() => (value === null ? '' : typedPercent(value, format)))
  const refused = typed === '' ? otherwise === null : readPercent(typed, format.locale) === null
  const take = (text: string) => {
    setTyped(text)
    const read = text === '' ? null : readPercent(text, format.locale)
    const bad = text === '' ? otherwise === null : read === null
    onRefused(bad)
    if (!bad) onChange(read)
  }
  return (
    <TextInput
      aria-label={label}
      value={typed}
      placeholder={otherwise === null ? '' : typedPercent(otherwise, format)}
      inputMode="decimal"
      maxLength={8}
      rightSection={<span aria-hidden>%</span>}
      error={refused && t('sales.quoteSettings.notPercent')}
      onChange={event => take(event.currentTarget.value)}
    />
  )
}
