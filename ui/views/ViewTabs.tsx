import { Button, Menu, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { ChevronDown, Lock, Plus, Users } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { Badge, TextLink } from '../theme/parts.tsx'
import type { SavedView, Visibility } from './saved-view.ts'
import styles from './ViewTabs.module.css'

export type ViewTabsProps = {
  views: readonly SavedView[]
  /** The shown view; null is “All”. */
  activeId: string | null
  onActivate: (id: string | null) => void
  /** How many records a view has, where known. */
  countOf?: (id: string | null) => string | null | undefined
  onCreate: (view: { name: string; visibility: Visibility }) => void
  onRename?: (view: SavedView, name: string) => void
  onMove?: (view: SavedView, step: 1 | -1) => void
  onRemove?: (view: SavedView) => void
  /** Buttons at the end: layout, columns. */
  end?: ReactNode
}

type Naming = { kind: 'create' } | { kind: 'rename'; view: SavedView }

/** Saved views as tabs. */
export function ViewTabs(props: ViewTabsProps) {
  const { views, activeId, onActivate, countOf, onCreate, onRename, end } = props
  const t = useT()
  const [naming, setNaming] = useState<Naming | null>(null)
  const name = (given: { name: string; visibility: Visibility }) => {
    if (naming?.kind === 'rename') onRename?.(naming.view, given.name)
    else onCreate(given)
    setNaming(null)
  }
  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label={t('ui.views.label')}>
        <Tab
          name={t('ui.views.all')}
          count={countOf?.(null)}
          active={activeId === null}
          onClick={() => onActivate(null)}
        />
        {views.map(view => (
          <Tab
            key={view.id}
            name={view.name}
            icon={
              view.visibility === 'private' ? (
                <Lock size={11} aria-hidden />
              ) : view.visibility === 'team' ? (
                <Users size={11} aria-hidden />
              ) : null
            }
            count={countOf?.(view.id)}
            active={view.id === activeId}
            onClick={() => onActivate(view.id)}
            menu={
              view.id === activeId &&
              !view.fixed && (
                <TabMenu {...props} view={view} onRename={() => setNaming({ kind: 'rename', view })} />
              )
            }
          />
        ))}
        <button
          type="button"
          className={styles.plus}
          aria-label={t('ui.views.new')}
          title={t('ui.views.new')}
          onClick={() => setNaming({ kind: 'create' })}
        >
          <Plus size={14} aria-hidden />
        </button>
      </nav>
      {end && <div className={styles.end}>{end}</div>}
      {naming && <NameDialog naming={naming} onDone={name} onClose={() => setNaming(null)} />}
    </div>
  )
}

type TabProps = {
  name: string
  icon?: ReactNode
  count?: string | null | undefined
  active: boolean
  onClick: () => void
  menu?: ReactNode
}

function Tab({ name, icon, count, active, onClick, menu }: TabProps) {
  return (
    <span className={styles.tab} data-active={active || undefined}>
      <button type="button" aria-current={active ? 'page' : undefined} onClick={onClick}>
        {icon}
        {name}
        {count !== null && count !== undefined && ` · ${count}`}
      </button>
      {menu}
    </span>
  )
}

function TabMenu({
  view,
  onRename,
  onMove,
  onRemove,
}: Omit<ViewTabsProps, 'onRename'> & { view: SavedView; onRename: () => void }) {
  const t = useT()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.more} aria-label={t('ui.views.menu', { name: view.name })}>
          <ChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>{t('ui.views.rename')}</Menu.Item>
        {onMove && <Menu.Item onClick={() => onMove(view, -1)}>{t('ui.views.moveEarlier')}</Menu.Item>}
        {onMove && <Menu.Item onClick={() => onMove(view, 1)}>{t('ui.views.moveLater')}</Menu.Item>}
        {onRemove && <Menu.Divider />}
        {onRemove && (
          <Menu.Item color="red" onClick={() => onRemove(view)}>
            {t('ui.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

type NameDialogProps = {
  naming: Naming
  onDone: (view: { name: string; visibility: Visibility }) => void
  onClose: () => void
}

/** Asks for the name of a view, and for a new one who sees it. */
export function NameDialog({ naming, onDone, onClose }: NameDialogProps) {
  const t = useT()
  const [name, setName] = useState(naming.kind === 'rename' ? naming.view.name : '')
  const [visibility, setVisibility] = useState<Visibility>('private')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) onDone({ name: name.trim(), visibility })
  }
  const who = (['private', 'team', 'all'] as const).map(value => ({
    value,
    label: t(value === 'all' ? 'ui.views.everyone' : `ui.views.${value}`),
  }))
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(naming.kind === 'rename' ? 'ui.views.rename' : 'ui.views.new')}
      size={400}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('ui.views.name')}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={event => setName(event.currentTarget.value)}
        />
        {naming.kind === 'create' && (
          <div role="group" aria-label={t('ui.views.visibility')}>
            <p className={styles.who}>{t('ui.views.visibility')}</p>
            <SegmentedControl
              fullWidth
              size="xs"
              data={who}
              value={visibility}
              onChange={value => setVisibility(value as Visibility)}
            />
          </div>
        )}
        <Button type="submit" variant="filled" disabled={!name.trim()}>
          {t('ui.save')}
        </Button>
      </form>
    </Modal>
  )
}

type ViewChangedProps = {
  onSave?: (() => void) | undefined
  onSaveAs: (view: { name: string; visibility: Visibility }) => void
  onReset: () => void
}

/** Says that the list differs from its saved view, and what can be done about it. */
export function ViewChanged({ onSave, onSaveAs, onReset }: ViewChangedProps) {
  const t = useT()
  const [naming, setNaming] = useState(false)
  return (
    <>
      <Badge tone="amber">{t('ui.views.changed')}</Badge>
      {onSave && <TextLink onClick={onSave}>{t('ui.views.save')}</TextLink>}
      <TextLink onClick={() => setNaming(true)}>{t('ui.views.saveAs')}</TextLink>
      <TextLink onClick={onReset}>{t('ui.views.reset')}</TextLink>
      {naming && (
        <NameDialog
          naming={{ kind: 'create' }}
          onClose={() => setNaming(false)}
          onDone={view => {
            setNaming(false)
            onSaveAs(view)
          }}
        />
      )}
    </>
  )
}
