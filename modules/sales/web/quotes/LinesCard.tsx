import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Sheet } from '../../../../ui/sheet/Sheet.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { QuoteVersion } from '../../contract.ts'
import { lineColumns } from './columns.ts'
import { blankLine, type Line, linesOf, moved, type RateOf, sumsOf, withProduct } from './draft.ts'
import { ProductCell } from './ProductCell.tsx'
import styles from './quotes.module.css'
import { TaxCell } from './TaxCell.tsx'
import { TotalsBlock } from './TotalsBlock.tsx'
import type { Draft } from './use-draft.ts'
import { useRates } from './use-rates.ts'

type LinesCardProps = { version: QuoteVersion; draft: Draft | null; limit: number }

/** The lines of a version; those of the draft are typed like a spreadsheet. */
export function LinesCard({ version, draft, limit }: LinesCardProps) {
  const t = useT()
  const format = useFormat()
  const shown = draft?.head ?? version
  const lines = draft?.lines ?? linesOf(version)
  const rates = useRates(shown)
  const sums = sumsOf(lines, shown.discount)
  const { currency } = version
  const columns = useMemo(
    () => lineColumns({ currency, format, t, netOf: sums?.netOf ?? new Map<string, number>() }),
    [currency, format, t, sums?.netOf],
  )
  return (
    <Card
      title={t('sales.quoting.lines')}
      aria-label={t('sales.quoting.lines')}
      aside={draft && <Saved draft={draft} />}
    >
      {draft?.refused && (
        <p className={styles.refused} role="alert">
          {t('sales.quoting.unsaved')}: {draft.refused}
        </p>
      )}
      <Sheet
        label={t('sales.quoting.lines')}
        columns={columns}
        rows={lines}
        idOf={({ key }) => key}
        nameOf={(_line, at) => t('sales.quoting.line', { number: format.number(at + 1) })}
        {...(draft ? typing(draft, { rateOf: rates.rateOf, currency }) : {})}
      />
      {draft && <AddLine draft={draft} rateOf={rates.rateOf} />}
      <TotalsBlock sums={sums} version={shown} draft={draft} limit={limit} />
    </Card>
  )
}

/** What can be typed in the sheet of a draft. */
function typing(draft: Draft, { rateOf, currency }: { rateOf: RateOf; currency: string }) {
  const put = (at: number, line: Line) =>
    draft.setLines(lines => lines.map((old, n) => (n === at ? line : old)))
  return {
    onChange: (changed: ReadonlyMap<number, Line>) =>
      draft.setLines(lines => {
        const next = [...lines]
        for (const [at, line] of changed) next[at] = line
        return next
      }),
    blank: () => blankLine(rateOf),
    onMove: (at: number, step: -1 | 1) => draft.setLines(lines => moved(lines, at, step)),
    onRemove: (at: number) => draft.setLines(lines => lines.filter((_, n) => n !== at)),
    cells: {
      name: (line: Line, at: number, cell: { label: string; 'data-at': string }) => (
        <ProductCell
          {...cell}
          line={line}
          currency={currency}
          priceList={draft.head.priceList?.id ?? null}
          onName={name => put(at, { ...line, name })}
          onProduct={product => put(at, withProduct(line, product, rateOf))}
        />
      ),
      tax: (line: Line, at: number, cell: { label: string; 'data-at': string }) => (
        <TaxCell
          {...cell}
          line={line}
          version={draft.head}
          onCategory={taxCategory => put(at, { ...line, taxCategory, taxRate: rateOf(taxCategory) })}
        />
      ),
    },
  }
}

function AddLine({ draft, rateOf }: { draft: Draft; rateOf: RateOf }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const add = () => {
    const at = draft.lines.length
    draft.setLines(lines => [...lines, blankLine(rateOf)])
    requestAnimationFrame(() =>
      box.current?.parentElement?.querySelector<HTMLElement>(`[data-at="${at}-0"]`)?.focus(),
    )
  }
  return (
    <div ref={box} className={styles.add}>
      <Button variant="subtle" leftSection={<Plus size={14} aria-hidden />} onClick={add}>
        {t('sales.quoting.addLine')}
      </Button>
      <span className={styles.keys}>{t('sales.quoting.keys')}</span>
    </div>
  )
}

/** Whether what was typed is kept. */
function Saved({ draft }: { draft: Draft }) {
  const t = useT()
  const word = draft.refused ? 'unsaved' : draft.state === 'saved' ? 'saved' : 'saving'
  return <span role="status">{t(`sales.quoting.${word}`)}</span>
}
