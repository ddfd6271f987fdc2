import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { CellProps } from '../../../../ui/sheet/Sheet.tsx'
import sheet from '../../../../ui/sheet/Sheet.module.css'
import type { QuoteVersion, TaxCategory } from '../../contract.ts'
import { percentOf } from '../rates.ts'
import { isWritten, type Line } from './draft.ts'
import styles from './quotes.module.css'
import { useRates } from './use-rates.ts'

type TaxCellProps = CellProps & {
  line: Line
  version: Pick<QuoteVersion, 'taxCountry' | 'taxTreatment'>
  onCategory: (category: TaxCategory) => void
}

/** Which tax a line is under; the same for all of them where the quote says so. */
export function TaxCell({ line, version, onCategory, label, ...rest }: TaxCellProps) {
  const t = useT()
  const format = useFormat()
  const { known, rateOf } = useRates(version)
  if (version.taxTreatment !== 'domestic') return <span className={sheet.read}>{percentOf(0, format)}</span>
  const choices = known.includes(line.taxCategory) ? known : [line.taxCategory, ...known]
  return (
    <span className={`${sheet.input} ${styles.tax}`}>
      <span aria-hidden>{isWritten(line) ? percentOf(line.taxRate, format) : ''}</span>
      <select
        {...rest}
        aria-label={label}
        value={line.taxCategory}
        onChange={event => onCategory(event.currentTarget.value as TaxCategory)}
      >
        {choices.map(category => (
          <option key={category} value={category}>
            {`${percentOf(category === line.taxCategory ? line.taxRate : rateOf(category), format)} ${t(`entity.product.taxCategory.${category}`)}`}
          </option>
        ))}
      </select>
    </span>
  )
}
