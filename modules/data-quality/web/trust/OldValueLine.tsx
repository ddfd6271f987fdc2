import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { TileMark } from '../../../../ui/theme/Tile.tsx'
import type { ValueTrustView } from '../../contract/trust.ts'
import { useConfirm } from './Standings.tsx'
import styles from './trust.module.css'
import { useValueWords } from './value-words.ts'

type LineProps = { customerId: string; value: ValueTrustView; children?: ReactNode }

/** A value that is past its half-life, with one click to confirm it. */
export function OldValueLine({ customerId, value, children }: LineProps) {
  const t = useT()
  const format = useFormat()
  const words = useValueWords()
  const confirm = useConfirm(customerId)
  const since = value.confirmed?.at ?? value.at
  const named = `${words.labelOf(value.field)}: ${words.show(value.field, value.value)}`
  return (
    <li className={styles.old}>
      <TileMark state="old" />
      <div className={styles.oldWords}>
        <p>
          <span className={styles.field}>{words.labelOf(value.field)}</span>{' '}
          <bdi>{words.show(value.field, value.value)}</bdi>
        </p>
        <p className={styles.hint}>
          {children}
          <time dateTime={since} title={format.dateTime(since)}>
            {format.relative(since)}
          </time>
        </p>
      </div>
      <IconButton
        aria-label={t('data-quality.trust.confirmNamed', { value: named })}
        title={t('data-quality.trust.stillRight')}
        onClick={() => void confirm([value])}
      >
        <Check size={15} aria-hidden />
      </IconButton>
    </li>
  )
}
