import { Combobox, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { CellProps } from '../../../../ui/sheet/Sheet.tsx'
import sheet from '../../../../ui/sheet/Sheet.module.css'
import { type OfferedProduct, productContract } from '../../contract.ts'
import { priceFor } from '../prices/breaks.ts'
import type { Line } from './draft.ts'
import styles from './quotes.module.css'

type ProductCellProps = CellProps & {
  line: Line
  currency: string
  priceList: string | null
  onName: (name: string) => void
  onProduct: (product: OfferedProduct) => void
}

/** What a line is about: typing finds products, Enter takes one, other words stay words. */
export function ProductCell({
  line,
  currency,
  priceList,
  onName,
  onProduct,
  label,
  ...rest
}: ProductCellProps) {
  const t = useT()
  const format = useFormat()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useOffered({ words: line.name, priceList, open: combobox.dropdownOpened })
  const { selectFirstOption } = combobox
  const first = found[0]?.id
  useEffect(() => {
    if (first) selectFirstOption()
    // The store is another object at every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [first])
  const choose = (value: string) => {
    const product = found.find(({ id }) => id === value)
    if (product) onProduct(product)
    combobox.closeDropdown()
    goOn(rest['data-at'])
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} shadow="md" position="bottom-start" width={380}>
      <Combobox.Target withKeyboardNavigation={combobox.dropdownOpened && found.length > 0}>
        <input
          {...rest}
          className={sheet.input}
          aria-label={label}
          value={line.name}
          placeholder={t('sales.quoting.findProduct')}
          dir="auto"
          maxLength={300}
          autoComplete="off"
          onChange={event => {
            onName(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={event => event.currentTarget.select()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options className={styles.options} aria-label={label}>
          {found.map(product => (
            <Combobox.Option key={product.id} value={product.id} className={styles.option}>
              <span>
                <bdi>{product.name}</bdi>
                <small>{product.code}</small>
              </span>
              <span>{priceOf(product, line.quantity, price => format.money(price, currency))}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function priceOf(product: OfferedProduct, quantity: string, said: (price: number) => string): string {
  const price = priceFor(product.breaks, quantity)
  return price === undefined ? '' : said(price)
}

/** After the choice one goes on with how many. */
function goOn(at: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-at="${at.replace(/-\d+$/, '-1')}"]`)?.focus(),
  )
}

function useOffered({ words, priceList, open }: { words: string; priceList: string | null; open: boolean }) {
  const [asked] = useDebouncedValue(words.trim(), 120)
  const answer = useCall(
    productContract.offeredProducts,
    { query: { q: asked, ...(priceList ? { priceList } : {}) } },
    { enabled: open && asked !== '', keepPrevious: true, staleTime: 30_000 },
  )
  // What fewer letters had found is not what these letters mean.
  return open && words.trim() === asked && asked !== '' && !answer.isPlaceholderData
    ? (answer.data?.items ?? [])
    : []
}
