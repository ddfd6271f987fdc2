import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { minorDigits } from '../../../../platform/i18n/index.ts'
import { type Formats, type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { moneyOf } from '../../../../ui/field/parse.ts'
import { FieldEditor, typedAmount } from '../../../../ui/form/FieldEditor.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import type { SheetColumn } from '../../../../ui/sheet/sheet.ts'
import { Sheet } from '../../../../ui/sheet/Sheet.tsx'
import { spread, type TargetHolder, targetContract as api } from '../../contract.ts'
import styles from './targets.module.css'

export type By = 'month' | 'quarter'
type Months = TargetHolder['months']
type TargetSheetProps = { year: number; by: By; currency: string; kept: readonly TargetHolder[] }

const reads = [api.targets, api.myNumbers, api.coverage]
const person: Field = { key: 'owner', kind: 'reference', references: 'user' }
const idOf = ({ kind, id }: TargetHolder) => `${kind} ${id}`

/** Teams and sellers by months or quarters; what is typed or pasted is saved together, in one act. */
export function TargetSheet({ year, by, currency, kept }: TargetSheetProps) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo(() => columnsOf({ year, by, currency, format, t }), [year, by, currency, format, t])
  const { rows, change, add, changes, save, saving, forget } = useTyped(year, kept)
  return (
    <>
      <p className={styles.quiet}>{t('sales.targets.sheetHint', { currency })}</p>
      <div className={styles.sheet}>
        <Sheet
          label={t('sales.targets.title')}
          columns={columns}
          rows={rows}
          idOf={idOf}
          nameOf={({ name }) => name}
          onChange={change}
        />
      </div>
      <AddSeller onAdd={add} />
      {changes > 0 && (
        <div className={styles.saving}>
          <span role="status">{t('sales.targets.unsaved', { count: changes })}</span>
          <Button onClick={forget}>{t('sales.targets.forget')}</Button>
          <Button variant="filled" loading={saving} onClick={() => void save()}>
            {t('sales.targets.save')}
          </Button>
        </div>
      )}
    </>
  )
}

function AddSeller({ onAdd }: { onAdd: (id: string, name: string) => void }) {
  const t = useT()
  const entity = useEntity('opportunity')
  // A new one each time, so that the field is empty again.
  const [times, setTimes] = useState(0)
  return (
    <div className={styles.adding}>
      <FieldEditor
        key={times}
        entity={entity}
        field={person}
        label={t('sales.targets.addSeller')}
        value={null}
        onChange={() => undefined}
        onPick={picked => {
          if (!picked) return
          onAdd(picked.id, picked.title)
          setTimes(times + 1)
        }}
      />
    </div>
  )
}

/** The rows as they are on the screen, and their way to the server. */
function useTyped(year: number, kept: readonly TargetHolder[]) {
  const t = useT()
  const act = useActOn(reads)
  const [typed, setTyped] = useState<ReadonlyMap<string, TargetHolder>>(new Map())
  const [saving, setSaving] = useState(false)
  const known = new Map(kept.map(row => [idOf(row), row]))
  const fresh = [...typed.values()].filter(row => !known.has(idOf(row)))
  const rows = [...kept.map(row => typed.get(idOf(row)) ?? row), ...fresh]
  const wanted = [...typed.values()].flatMap(row => {
    const before = known.get(idOf(row))?.months
    return row.months.flatMap((amount, at) => {
      const was = before?.[at] ?? null
      const period = `${year}-${String(at + 1).padStart(2, '0')}`
      return amount === was ? [] : [{ kind: row.kind, holder: row.id, period, amount, was }]
    })
  })
  const change = (changed: ReadonlyMap<number, TargetHolder>) =>
    setTyped(now => new Map([...now, ...[...changed.values()].map(row => [idOf(row), row] as const)]))
  const add = (id: string, name: string) => {
    const months = Array.from({ length: 12 }, () => null)
    const row = { kind: 'seller', id, name, active: true, months, setBy: null, setAt: null } as const
    if (!known.has(idOf({ ...row }))) setTyped(now => new Map([...now, [idOf({ ...row }), { ...row }]]))
  }
  const save = async () => {
    setSaving(true)
    const done = await act(
      api.setTargets,
      { body: { items: wanted } },
      t('sales.targets.saved', { count: wanted.length }),
    )
    setSaving(false)
    if (done) setTyped(new Map())
  }
  return { rows, change, add, changes: wanted.length, save, saving, forget: () => setTyped(new Map()) }
}

type Reading = { year: number; by: By; currency: string; format: Formats; t: Translate }

function columnsOf({ year, by, currency, format, t }: Reading): SheetColumn<TargetHolder>[] {
  const span = by === 'month' ? 1 : 3
  const headOf = (at: number) =>
    span === 1
      ? format.dateParts(`${year}-${String(at + 1).padStart(2, '0')}-01`, { month: 'short', timeZone: 'UTC' })
      : t('sales.targets.quarter', { quarter: at / 3 + 1 })
  const amountColumn = (first: number, count: number, head: string): SheetColumn<TargetHolder> => ({
    key: `${first}-${count}`,
    head,
    align: 'end',
    inputMode: 'decimal',
    show: ({ months }) => {
      const sum = sumOf(months, first, count)
      return sum === null ? '' : whole(sum, currency, format)
    },
    typed: ({ months }) => {
      const sum = sumOf(months, first, count)
      return sum === null ? '' : typedAmount(sum, currency, format)
    },
    read: (text, row) => {
      const amount = text === '' ? null : amountOf(text, currency, format)
      if (amount === undefined) return { problem: 'sales.targets.notAmount' }
      const parts = amount === null ? null : spread(amount, count)
      const months = row.months.map((was, at) =>
        at >= first && at < first + count ? (parts?.[at - first] ?? null) || null : was,
      )
      return { row: { ...row, months } }
    },
  })
  return [
    {
      key: 'name',
      head: t('sales.targets.who'),
      wide: true,
      show: ({ kind, name, active }) =>
        [name, kind === 'team' && t('sales.targets.team'), !active && t('sales.targets.left')]
          .filter(Boolean)
          .join(' · '),
    },
    ...Array.from({ length: 12 / span }, (_, at) => amountColumn(at * span, span, headOf(at * span))),
    amountColumn(0, 12, t('sales.targets.year')),
  ]
}

function sumOf(months: Months, first: number, count: number): number | null {
  const within = months.slice(first, first + count)
  return within.every(amount => amount === null)
    ? null
    : within.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
}

/** Without the decimals, which would make thirteen columns too wide; who steps into the cell sees them. */
const whole = (minor: number, currency: string, format: Formats) =>
  format.number(minor / 10 ** minorDigits(currency), { maximumFractionDigits: 0 })

/** Minor units; undefined where it is no amount, or a negative or huge one. */
function amountOf(text: string, currency: string, format: Formats): number | undefined {
  const read = moneyOf(text, format.locale, currency)
  const value = 'value' in read ? Number(read.value) : Number.NaN
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined
}
