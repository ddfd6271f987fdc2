import { Button } from '@mantine/core'
import {
  ArrowRight,
  BookUser,
  Boxes,
  Braces,
  Database,
  FolderInput,
  FolderSync,
  type LucideIcon,
  Waypoints,
} from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { SystemKind } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { initialSettings } from './draft.ts'
import { connectorName } from './words.ts'
import type { Guide } from './use-guide.ts'

const icons: Record<string, LucideIcon> = {
  postgres: Database,
  mysql: Database,
  rest: Braces,
  odata: Waypoints,
  tryton: Boxes,
  sftp: FolderSync,
  folder: FolderInput,
  ldap: BookUser,
}

/** What is to be connected. */
export function KindStep({ guide }: { guide: Guide }) {
  const t = useT()
  const { draft, change, kinds, go } = guide
  const items = kinds.data?.items ?? []
  const choose = (kind: SystemKind) => {
    if (kind.kind === draft.kind) return
    guide.setTried(false)
    change({
      kind: kind.kind,
      settings: initialSettings(kind),
      secrets: {},
      chosen: null,
      mappings: {},
      documents: {},
    })
  }
  return (
    <form
      className={styles.step}
      onSubmit={event => {
        event.preventDefault()
        if (draft.kind) go('connection')
      }}
    >
      <Card title={t('integration.connect.kindTitle')}>
        <div className={styles.kinds} role="radiogroup" aria-label={t('integration.connect.kindTitle')}>
          {items.map(kind => (
            <Kind key={kind.kind} kind={kind} on={kind.kind === draft.kind} onChoose={() => choose(kind)} />
          ))}
        </div>
        <p className={styles.hint}>{t('integration.connect.kindHint')}</p>
      </Card>
      <div className={styles.acts}>
        <Button
          type="submit"
          variant="filled"
          disabled={!draft.kind}
          rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
        >
          {t('integration.connect.next')}
        </Button>
      </div>
    </form>
  )
}

function Kind({ kind, on, onChoose }: { kind: SystemKind; on: boolean; onChoose: () => void }) {
  const t = useT()
  const Icon = icons[kind.kind] ?? Database
  const follows = kind.abilities.includes('follow-log') ? 'follow-log' : 'poll'
  const writes = kind.abilities.includes('write') ? 'write' : 'read'
  return (
    <label className={styles.kind} data-on={on || undefined}>
      <input
        type="radio"
        name="kind"
        className="visually-hidden"
        value={kind.kind}
        checked={on}
        onChange={onChoose}
        onClick={onChoose}
      />
      <Icon size={20} strokeWidth={1.7} aria-hidden />
      <b>{connectorName(t, kind.kind)}</b>
      <span className={styles.about}>{t(`integration.connectorAbout.${kind.kind}`)}</span>
      <span className={styles.abilities}>
        {[follows, writes].map(ability => (
          <span key={ability}>{t(`integration.connect.ability.${ability}`)}</span>
        ))}
      </span>
    </label>
  )
}
