import { Button } from '@mantine/core'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Badge, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { keyEndpoints } from '../../contract/keys.ts'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { roleName } from './role-choices.ts'
import styles from './Settings.module.css'
import { SettingsFrame } from './SettingsFrame.tsx'

type Key = ReplyOf<typeof keyEndpoints.listKeys>['items'][number]

/** The keys by which programs call the API. */
export default function KeysPage() {
  const t = useT()
  const keys = useCall(keyEndpoints.listKeys)
  const [making, setMaking] = useState(false)
  const items = keys.data?.items ?? []
  const make = (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} onClick={() => setMaking(true)}>
      {t('staff.keys.new')}
    </Button>
  )
  return (
    <SettingsFrame title={t('staff.settings.keys')} count={keys.data && items.length} acts={make}>
      <Card>
        <h2 className="visually-hidden">{t('staff.settings.keys')}</h2>
        <Reading of={keys} lines={4} />
        {keys.data && items.length === 0 && (
          <EmptyState icon={<KeyRound size={20} aria-hidden />} title={t('staff.keys.none')} acts={make}>
            {t('staff.keys.noneHint')}
          </EmptyState>
        )}
        {items.length > 0 && <KeyTable keys={items} />}
      </Card>
      <p className={styles.hint}>
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t('staff.keys.docs')}
        </a>
      </p>
      <NewKeyDialog opened={making} onClose={() => setMaking(false)} />
    </SettingsFrame>
  )
}

function KeyTable({ keys }: { keys: readonly Key[] }) {
  const t = useT()
  const words = ['name', 'role', 'valid', 'lastUsed', 'created'].map(key => ({
    key,
    head: t(`staff.keys.${key}`),
  }))
  const acts = { key: 'acts', head: <span className="visually-hidden">{t('staff.keys.revoke')}</span> }
  return (
    <PlainTable heads={[...words, acts]}>
      <tbody>
        {keys.map(key => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </tbody>
    </PlainTable>
  )
}

function KeyRow({ apiKey }: { apiKey: Key }) {
  const t = useT()
  const format = useFormat()
  const done = useTellDone()
  const tell = useTellProblem()
  const revoke = useMutate(keyEndpoints.revokeKey, {
    invalidates: [keyEndpoints.listKeys],
    onDone: () => done(t('staff.keys.revokedDone', { name: apiKey.name }), null),
  })
  const over = apiKey.expiresAt !== null && new Date(apiKey.expiresAt) < new Date()
  return (
    <tr>
      <td>
        <div className={styles.name}>
          <div>
            <bdi>{apiKey.name}</bdi>
            <small dir="ltr">{apiKey.prefix}…</small>
          </div>
        </div>
      </td>
      <td>
        <Badge tone={apiKey.role === 'administrator' ? 'amber' : 'neutral'}>{roleName(apiKey.role, t)}</Badge>
      </td>
      <td>
        {apiKey.revokedAt || over ? (
          <Badge tone="red">{t(apiKey.revokedAt ? 'staff.keys.revoked' : 'staff.keys.expired')}</Badge>
        ) : (
          <Badge tone="accent">
            {apiKey.expiresAt
              ? t('staff.keys.validUntil', { when: format.date(apiKey.expiresAt) })
              : t('staff.keys.valid')}
          </Badge>
        )}
      </td>
      <td className={styles.quiet}>
        {apiKey.lastUsedAt ? format.relative(apiKey.lastUsedAt) : t('staff.keys.never')}
      </td>
      <td className={styles.quiet}>
        {format.date(apiKey.createdAt)} {apiKey.createdBy && t('staff.keys.by', { name: apiKey.createdBy })}
      </td>
      <td className={styles.last}>
        {!apiKey.revokedAt && (
          <Button
            aria-label={t('staff.keys.revokeOf', { name: apiKey.name })}
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ params: { id: apiKey.id } }, { onError: tell })}
          >
            {t('staff.keys.revoke')}
          </Button>
        )}
      </td>
    </tr>
  )
}
