import { Link } from '@tanstack/react-router'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { CrosswalkLine } from '../../contract/crosswalk.ts'
import stacked from '../stacked.module.css'
import styles from './crosswalk.module.css'

const columns = ['there', 'system', 'here', 'how', 'since'] as const
const tones = { alone: 'neutral', linked: 'accent', waiting: 'amber', gone: 'red' } as const

/** One line for each record there: what it is there, whom it is here, how that is known, since when. */
export function CrosswalkTable({ items }: { items: readonly CrosswalkLine[] }) {
  const t = useT()
  const format = useFormat()
  const heads = columns.map(key => ({ key, head: t(`integration.crosswalk.${key}`) }))
  return (
    <div className={stacked.stacked}>
      <PlainTable heads={heads}>
        <tbody>
          {items.map(line => (
            <tr key={`${line.objectId} ${line.key}`}>
              <td className={styles.there} data-whole>
                <bdi>{line.title ?? '–'}</bdi>
                <small>
                  <bdi>{line.key}</bdi>
                </small>
              </td>
              <td data-label={t('integration.crosswalk.system')}>
                <bdi>{line.systemName}</bdi>
                <small>
                  <bdi>{line.objectName}</bdi>
                </small>
              </td>
              <td data-label={t('integration.crosswalk.here')}>
                <Here line={line} />
              </td>
              <td data-label={t('integration.crosswalk.how')}>
                <How line={line} />
              </td>
              <td
                data-label={t('integration.crosswalk.since')}
                className={styles.quiet}
                title={format.dateTime(line.since)}
              >
                {format.relative(line.since)}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  )
}

/** The customer; where the record is part of another one, that one stands below. */
function Here({ line: { customer, root } }: { line: CrosswalkLine }) {
  const t = useT()
  return (
    <>
      <Link to={`/customers/${(root ?? customer).id}`} className={styles.customer}>
        <bdi>{customer.name}</bdi>
      </Link>
      {root && <small>{t('integration.crosswalk.belongs', { name: root.name })}</small>}
    </>
  )
}

function How({ line }: { line: CrosswalkLine }) {
  const t = useT()
  const format = useFormat()
  const { state, pair, goneAt, link } = line
  return (
    <>
      <span className={styles.state}>
        <Badge tone={tones[state]}>{t(`integration.crosswalk.state.${state}`)}</Badge>
        {pair && state === 'waiting' && (
          <Link to="/matching" search={{ pair } as never} className={styles.decide}>
            {t('integration.crosswalk.decide')}
          </Link>
        )}
      </span>
      {state === 'gone' && goneAt && (
        <small>{t('integration.crosswalk.goneSince', { when: format.relative(goneAt) })}</small>
      )}
      {link && <LinkWords link={link} />}
    </>
  )
}

function LinkWords({ link: { method, score, by, at } }: { link: NonNullable<CrosswalkLine['link']> }) {
  const t = useT()
  const format = useFormat()
  const key = `integration.crosswalk.method.${method}`
  const words = t(hasText(key) ? key : 'integration.crosswalk.method.other')
  const how =
    score === null
      ? words
      : `${words} (${t('integration.crosswalk.score', { score: format.number(score, { maximumFractionDigits: 1 }) })})`
  const when = format.relative(at)
  return (
    <small>
      {by
        ? t('integration.crosswalk.by', { how, who: by, when })
        : t('integration.crosswalk.without', { how, when })}
    </small>
  )
}
