import { Checkbox, Select } from '@mantine/core'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { documentKinds, type FoundObject } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { type Chosen, type DocumentKind, keyOf } from './draft.ts'

type TableLineProps = {
  object: FoundObject
  as: Chosen | null
  suggested: Chosen
  joined: boolean
  parents: readonly FoundObject[]
  onChange: (as: Chosen | null) => void
}

/** A table there: how much is in it, what it refers to, whether it is taken, and as what. */
export function TableLine({ object, as, suggested, joined, parents, onChange }: TableLineProps) {
  const t = useT()
  const format = useFormat()
  const { name, space, about, key, fields } = object
  const usable = key.length > 0 && !joined
  return (
    <li className={styles.tableLine} data-on={as !== null || undefined}>
      <Checkbox
        aria-label={t('integration.connect.take', { table: name })}
        checked={as !== null || joined}
        disabled={!usable}
        onChange={event => onChange(event.currentTarget.checked ? suggested : null)}
      />
      <div className={styles.tableName}>
        <b>
          {space && space !== 'public' && <span className={styles.faint}>{space}.</span>}
          <bdi>{name}</bdi>
        </b>
        <span className={styles.about}>{aboutOf(t, format, object)}</span>
      </div>
      <span className={styles.amount}>
        {about === null ? '–' : format.number(about)}
        <small> {t('integration.connect.records').toLowerCase()}</small>
      </span>
      <div className={styles.as}>
        {joined && <Badge>{t('integration.connect.group.shown')}</Badge>}
        {key.length === 0 && <Badge tone="amber">{t('integration.connect.noKey')}</Badge>}
        {as && (
          <RoleOf
            as={as}
            table={name}
            fields={fields.map(field => field.name)}
            parents={parents}
            onChange={onChange}
          />
        )}
      </div>
    </li>
  )
}

function aboutOf(
  t: ReturnType<typeof useT>,
  format: ReturnType<typeof useFormat>,
  { fields, references }: FoundObject,
): string {
  const others = [...new Set(references.map(({ object }) => object))]
  return [
    t('integration.connect.fieldsOf', { count: fields.length }),
    ...(others.length > 0
      ? [t('integration.connect.refersTo', { tables: format.list(others.slice(0, 4)) })]
      : []),
  ].join(' · ')
}

type RoleProps = {
  as: Chosen
  table: string
  fields: readonly string[]
  parents: readonly FoundObject[]
  onChange: (as: Chosen) => void
}

function RoleOf({ as, table, fields, parents, onChange }: RoleProps) {
  const t = useT()
  const value = as.role === 'customer' ? 'customer' : as.kind
  const roles = [
    { value: 'customer', label: t('integration.connect.role.customer') },
    ...documentKinds.map(kind => ({ value: kind, label: t(`integration.connect.kind.${kind}`) })),
  ]
  const choose = (next: string | null) => {
    if (next === 'customer') onChange({ ...as, role: 'customer' })
    else if (next)
      onChange({ ...as, role: 'document', kind: next as DocumentKind, parent: as.parent ?? first(parents) })
  }
  return (
    <>
      <Select
        aria-label={`${t('integration.connect.as')}: ${table}`}
        data={roles}
        value={value}
        allowDeselect={false}
        onChange={choose}
        className={styles.role}
      />
      {as.role === 'document' && (
        <TieOf as={as} table={table} fields={fields} parents={parents} onChange={onChange} />
      )}
    </>
  )
}

const first = ([parent]: readonly FoundObject[]) =>
  parent ? { space: parent.space, name: parent.name } : null

/** Whose its records are, and by which of its fields they say so. */
function TieOf({ as, table, fields, parents, onChange }: RoleProps) {
  const t = useT()
  const parent = parents.find(other => as.parent !== null && keyOf(other) === keyOf(as.parent))
  const width = parent?.key.length ?? 1
  const chosen = as.parentFields ?? []
  const setField = (at: number, field: string) =>
    onChange({
      ...as,
      parentFields: Array.from({ length: width }, (_, place) =>
        place === at ? field : (chosen[place] ?? ''),
      ),
    })
  return (
    <>
      <Select
        aria-label={`${t('integration.connect.parent')}: ${table}`}
        data={parents.map(other => ({
          value: keyOf(other),
          label: `${t('integration.connect.parent')} ${other.name}`,
        }))}
        value={parent ? keyOf(parent) : null}
        placeholder={t('integration.connect.parent')}
        error={!parent}
        allowDeselect={false}
        onChange={next => {
          const other = parents.find(each => keyOf(each) === next)
          if (other) onChange({ ...as, parent: { space: other.space, name: other.name }, parentFields: null })
        }}
      />
      {Array.from({ length: width }, (_, at) => (
        <Select
          key={at}
          aria-label={`${t('integration.connect.parentBy')}: ${table}`}
          data={fields.map(field => ({
            value: field,
            label: `${t('integration.connect.parentBy')} ${field}`,
          }))}
          value={chosen[at] || null}
          placeholder={t('integration.connect.parentBy')}
          error={!chosen[at]}
          searchable
          allowDeselect={false}
          onChange={next => setField(at, next ?? '')}
        />
      ))}
    </>
  )
}
