import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { connectorName } from './words.ts'

/** What a system is, and how it is reached as far as one may know it. */
export function SystemFacts({ system }: { system: JoinedSystem }) {
  const t = useT()
  const format = useFormat()
  const { kind, settings, createdAt, openOperations } = system
  const said = (...keys: string[]) =>
    keys.map(key => settings?.[key]).find(value => value !== undefined && value !== '')
  const host = said('host', 'url', 'address', 'document', 'folder')
  const port = said('port')
  const database = said('database')
  const place =
    host === undefined
      ? null
      : [port === undefined ? host : `${host}:${port}`, database].filter(Boolean).join(' / ')
  const account = said('user')
  const facts: [string, string | null][] = [
    ['kind', connectorName(t, kind)],
    ['place', place],
    ['account', account === undefined ? null : String(account)],
    ['added', format.dateTime(createdAt)],
    ['waiting', openOperations > 0 ? format.number(openOperations) : null],
  ]
  return (
    <Card title={t('integration.system.facts')}>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`integration.system.${name}`)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}
