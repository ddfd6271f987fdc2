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

/** `permissions`: patterns as roles have them; null where the reader may not know them. */
type Role = { key: string; name: string; permissions: readonly string[] | null }

/** Whether one of these patterns (`*`, `sales.*`, `sales.write`) gives a right. */
const grants = (patterns: readonly string[], right: string) =>
  patterns.some(
    one => one === '*' || one === right || (one.endsWith('.*') && right.startsWith(one.slice(0, -1))),
  )

/** How much each role may take off without asking; whoever may approve needs no limit. */
export function LimitsFields({ draft, change, refuse }: QuotePartProps) {
  const t = useT()
  const may = useMay()
  const asked = useCall(staffContract.listRoles, {}, { enabled: may('staff.read') })
  // Those that had a limit at first: one that is emptied stays where it is.
  const [limited] = useState(() => Object.keys(draft.limits))
  const known: readonly Role[] =
    asked.data?.items ?? limited.map(key => ({ key, name: key, permissions: null }))
  const selling = known.filter(
    ({ permissions }) => permissions === null || grants(permissions, 'sales.write'),
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
          {role.permissions && grants(role.permissions, 'sales.approve') ? (
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
