import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { Board } from '../../contract/board.ts'
import styles from './board.module.css'
import { Bar } from './Fields.tsx'

type PartsProps = { of: 'teams' | 'sources'; parts: Board['teams'] }

/** Quality by team of the owner or by source, the worst first. */
export function Parts({ of, parts }: PartsProps) {
  const t = useT()
  if (parts.length < 2) return null
  return (
    <Card title={t(`data-quality.${of}.title`)}>
      <ul className={styles.bars}>
        {parts.slice(0, 12).map(({ id, name, share, filter }) => (
          <Bar
            key={id ?? ''}
            name={name ?? t(`data-quality.${of}.none`)}
            share={share}
            filter={filter}
            missing={t('data-quality.board.toMend', { count: share.asked - share.good })}
          />
        ))}
      </ul>
    </Card>
  )
}
