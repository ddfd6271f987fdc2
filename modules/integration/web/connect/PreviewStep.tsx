import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Building2, CircleX, Plug, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { CallOptions } from '../../../../platform/contract/client.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { reasonWords } from '../../../../ui/pages/imports/words.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { Join, PreviewItem } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { joinOf, lookKey } from './draft.ts'
import { TableTabs, usePicked } from './FieldsStep.tsx'
import { FailureCard } from './Findings.tsx'
import { forgetDraft, type Guide, useLooks } from './use-guide.ts'
import { connectorName, fieldFaults, targetName } from './words.ts'

/** What the first records would become, and the act that joins the system. */
export function PreviewStep({ guide }: { guide: Guide }) {
  const t = useT()
  const { draft, go, where, system } = guide
  const picked = usePicked(guide)
  const found = useLooks(guide, picked)
  const joins = new Map(
    picked.flatMap(one => {
      const look = found.data?.looks.get(lookKey(one))
      return look ? [[lookKey(one), joinOf(one, look, draft)] as const] : []
    }),
  )
  const name = draft.name.trim() || connectorName(t, where.kind)
  const amount = picked.reduce((sum, { object }) => sum + (object.about ?? 0), 0)
  const { join, busy } = useJoin(guide, { name, objects: [...joins.values()] })
  return (
    <form
      className={styles.step}
      onSubmit={event => {
        event.preventDefault()
        join()
      }}
    >
      <Card title={t('integration.connect.previewTitle')}>
        <p className={styles.hint}>{t('integration.connect.previewHint')}</p>
        <Reading of={found} lines={6} />
        {found.data && (
          <TableTabs picked={picked}>
            {one => {
              const object = joins.get(lookKey(one))
              return object && <Preview guide={guide} name={name} object={object} />
            }}
          </TableTabs>
        )}
      </Card>
      <div className={styles.acts}>
        <Button onClick={() => go('fields')}>{t('integration.connect.back')}</Button>
        <p className={styles.space}>
          {amount > 0 && `${t('integration.connect.amount', { count: amount })} `}
          {!system && t('integration.connect.known')}
        </p>
        <Button
          type="submit"
          variant="filled"
          size="sm"
          loading={busy}
          disabled={joins.size === 0 || joins.size < picked.length}
          leftSection={<Plug size={16} aria-hidden />}
        >
          {t('integration.connect.start')}
        </Button>
      </div>
    </form>
  )
}

function useJoin({ where, system, go }: Guide, { name, objects }: { name: string; objects: Join[] }) {
  const t = useT()
  const navigate = useNavigate()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const [key] = useState(() => crypto.randomUUID())
  const create = useMutate(integrationContract.createSystem)
  const add = useMutate(integrationContract.addObjects, { invalidates: [integrationContract.system] })
  const done = async (id: string, words: string, batch: string | null) => {
    tellDone(words, batch)
    await navigate({ to: `/systems/${id}` })
  }
  const onError = (error: unknown) => {
    const faults = fieldFaults(t, error)
    tellProblem(error)
    if (faults && 'name' in faults) go('connection')
  }
  const join = () => {
    if (system)
      return add.mutate(
        { params: { id: system.id }, body: { objects } },
        { onError, onSuccess: ({ batch }) => void done(system.id, t('integration.system.saved'), batch) },
      )
    const { kind, settings, secrets } = where
    const options: CallOptions<typeof integrationContract.createSystem> = {
      body: { name, kind, settings, secrets, objects },
      idempotencyKey: key,
    }
    create.mutate(options, {
      onError,
      onSuccess: ({ data, batch }) => {
        forgetDraft()
        void done(data.id, t('integration.connect.created', { system: data.name }), batch)
      },
    })
  }
  return { join, busy: create.isPending || add.isPending }
}

function Preview({ guide, name, object }: { guide: Guide; name: string; object: Join }) {
  const t = useT()
  const found = useCall(
    integrationContract.previewObject,
    { body: { ...guide.where, name, object } },
    { staleTime: 30_000 },
  )
  const { items = [], failure = null } = found.data ?? {}
  if (failure) return <FailureCard failure={failure} onAgain={() => void found.refetch()} />
  return (
    <>
      <Reading of={found} lines={6} />
      {found.isSuccess && items.length === 0 && (
        <p className={styles.text}>{t('integration.connect.empty')}</p>
      )}
      {items.length > 0 &&
        (object.role === 'customer' ? (
          <Customers guide={guide} items={items} />
        ) : (
          <Documents object={object} items={items} />
        ))}
    </>
  )
}

function Customers({ guide, items }: { guide: Guide; items: readonly PreviewItem[] }) {
  const t = useT()
  const nameOf = (field: string) => {
    const target = guide.targets.find(({ key }) => key === field)
    return target ? targetName(t, target) : targetName(t, { key: field, label: null })
  }
  return (
    <ul className={styles.becoming}>
      {items.map(({ key, customer, refusal }) => (
        <li key={key} data-refused={refusal ? true : undefined}>
          {refusal ? (
            <CircleX size={18} aria-hidden />
          ) : customer?.kind === 'person' ? (
            <UserRound size={18} aria-hidden />
          ) : (
            <Building2 size={18} aria-hidden />
          )}
          <div>
            <b>
              <bdi>{customer ? customer.name : key}</bdi>
            </b>
            {customer && (
              <span className={styles.values}>
                {customer.values.map(({ field, value }) => (
                  <span key={field + value}>
                    <span className="visually-hidden">{nameOf(field)}: </span>
                    <bdi>{value}</bdi>
                  </span>
                ))}
              </span>
            )}
            {refusal && (
              <span className={styles.refusal}>
                {t('integration.connect.refused')}: {reasonWords(t, refusal)}
              </span>
            )}
          </div>
          <small className={styles.faint}>
            <bdi>{key}</bdi>
          </small>
        </li>
      ))}
    </ul>
  )
}

const parts = ['title', 'date', 'amount', 'currency', 'state'] as const

function Documents({ object, items }: { object: Join; items: readonly PreviewItem[] }) {
  const t = useT()
  const format = useFormat()
  const used = parts.filter(part => object.document?.[part])
  const shown = (part: (typeof parts)[number], value: string | null) => {
    if (value === null) return ''
    if (part === 'date' && /^\d{4}-\d{2}-\d{2}/.test(value)) return format.date(value.slice(0, 10))
    return part === 'amount' && !Number.isNaN(Number(value))
      ? format.number(Number(value), { minimumFractionDigits: 2 })
      : value
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {used.map(part => (
              <th key={part} scope="col" className={part === 'amount' ? styles.amount : undefined}>
                {t(`integration.connect.document.${part}`)}
              </th>
            ))}
            <th scope="col">{t('integration.connect.belongsTo')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ key, document }) => (
            <tr key={key}>
              {used.map(part => (
                <td key={part} className={part === 'amount' ? styles.amount : undefined}>
                  <bdi>{shown(part, document?.[part] ?? null)}</bdi>
                </td>
              ))}
              <td className={styles.samples}>
                {object.parent?.name} <bdi>{document?.parent}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
