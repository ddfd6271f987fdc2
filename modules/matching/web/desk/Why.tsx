import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Area } from '../../../../ui/chart/small.tsx'
import { Avatar } from '../../../../ui/theme/parts.tsx'
import type { matchingContract, PairView } from '../../contract.ts'
import { Uniqueness } from './Uniqueness.tsx'
import { Waterfall } from './Waterfall.tsx'
import styles from './why.module.css'

type WhyProps = {
  pair: PairView
  keep: Readonly<Record<string, string>>
  progress: ReplyOf<typeof matchingContract.progress> | undefined
}

/** The weight taken apart, what a link would bring together, and how the work goes on. */
export function Why({ pair, keep, progress }: WhyProps) {
  const t = useT()
  const format = useFormat()
  const weight = format.number(pair.weight, { maximumFractionDigits: 1 })
  const { owners } = pair.after
  const shown = nameAfter(pair, keep)
  return (
    <div className={styles.why}>
      <section>
        <h3 className={styles.label}>{t('matching.desk.whyWeight', { weight })}</h3>
        <Waterfall parts={pair.parts} />
      </section>
      <section>
        <h3 className={styles.label}>{t('matching.desk.afterLinking')}</h3>
        <div className={styles.family}>
          <Avatar name={shown} id={pair.first.id} />
          <div>
            <b>
              <bdi>{shown}</bdi>
            </b>
            <p>{t('matching.desk.afterCount', pair.after as never)}</p>
          </div>
        </div>
        {owners.length > 0 && (
          <p className={styles.text}>
            {owners.length === 1
              ? t('matching.desk.sameOwner', { owner: owners[0] ?? '' })
              : t('matching.desk.severalOwners', { owners: format.list(owners) })}
          </p>
        )}
      </section>
      <Cluster pair={pair} />
      {progress && <Going progress={progress} />}
    </div>
  )
}

/** The name that the customer would have: as chosen here, else by the rules of the golden record. */
function nameAfter(pair: PairView, keep: WhyProps['keep']): string {
  const line = pair.lines.find(({ field }) => field === 'name')
  const side = keep['name'] ? Number(keep['name'] === pair.otherId) : line?.golden
  return (typeof side === 'number' && line?.values[side]) || pair.first.name
}

function Cluster({ pair }: { pair: PairView }) {
  const t = useT()
  const { members, size, cap } = pair.cluster
  const others = members.filter(({ id }) => id !== pair.id && id !== pair.otherId)
  if (others.length === 0) return null
  return (
    <section>
      <h3 className={styles.label}>{t('matching.desk.cluster')}</h3>
      <ul className={styles.members}>
        {others.map(({ id, name, city }) => (
          <li key={id}>
            <Avatar name={name} id={id} size="small" />
            <bdi>{name}</bdi>
            {city && <span className={styles.quiet}>{city}</span>}
          </li>
        ))}
      </ul>
      {size > cap && <p className={styles.text}>{t('matching.desk.beyondCap', { cap })}</p>}
    </section>
  )
}

function Going({ progress }: { progress: NonNullable<WhyProps['progress']> }) {
  const t = useT()
  const { weeks, uniqueness } = progress
  const total = weeks.reduce((sum, { decided }) => sum + decided, 0)
  return (
    <>
      {total > 0 && (
        <section>
          <h3 className={styles.label}>{t('matching.desk.weeks')}</h3>
          <Area values={weeks.map(({ decided }) => decided)} label={t('matching.desk.weeks')} />
          <p className={styles.text}>{t('matching.desk.weeksTotal', { count: total })}</p>
        </section>
      )}
      {uniqueness !== null && <Uniqueness now={uniqueness} />}
    </>
  )
}
