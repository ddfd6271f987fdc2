import { Button, Tabs } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { ObjectLook } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { DocumentFields } from './DocumentFields.tsx'
import { chosenOf, keyOf, lookKey, type Picked } from './draft.ts'
import { FailureCard } from './Findings.tsx'
import { hasName, MappingTable } from './MappingTable.tsx'
import { type Guide, useLooks, useTables } from './use-guide.ts'

/** What becomes of the fields of each table: suggested throughout, to be looked over. */
export function FieldsStep({ guide }: { guide: Guide }) {
  const t = useT()
  const { draft, go } = guide
  const picked = usePicked(guide)
  const found = useLooks(guide, picked)
  const looks = found.data?.looks ?? new Map<string, ObjectLook>()
  const nameless = picked.find(one => {
    const look = looks.get(lookKey(one))
    return one.as.role === 'customer' && look && !hasName(draft.mappings[lookKey(one)] ?? look.mapping)
  })
  return (
    <form
      className={styles.step}
      onSubmit={event => {
        event.preventDefault()
        if (!nameless && found.data && !found.data.failure) go('preview')
      }}
    >
      <Card title={t('integration.connect.fieldsTitle')}>
        <p className={styles.hint}>{t('integration.connect.fieldsHint')}</p>
        <Reading of={found} lines={8} />
        {found.data?.failure && (
          <FailureCard failure={found.data.failure} onAgain={() => void found.refetch()} />
        )}
        {found.data && !found.data.failure && (
          <TableTabs picked={picked}>
            {one => <FieldsOf guide={guide} picked={one} look={looks.get(lookKey(one))} />}
          </TableTabs>
        )}
      </Card>
      <div className={styles.acts}>
        <Button onClick={() => go('tables')}>{t('integration.connect.back')}</Button>
        <p className={styles.space} role="status">
          {nameless && `${nameless.object.name}: ${t('errors.integration.no-name')}`}
        </p>
        <Button
          type="submit"
          variant="filled"
          disabled={nameless !== undefined || !found.data || found.data.failure !== null}
          rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
        >
          {t('integration.connect.next')}
        </Button>
      </div>
    </form>
  )
}

/** The tables that were chosen, customers first. */
export function usePicked(guide: Guide): Picked[] {
  return chosenOf(useTables(guide).data?.objects ?? [], guide.draft.chosen)
}

/** One tab for each table. */
export function TableTabs({
  picked,
  children,
}: {
  picked: readonly Picked[]
  children: (one: Picked) => React.ReactNode
}) {
  const t = useT()
  const [at, setAt] = useState(picked[0] ? keyOf(picked[0].object) : '')
  return (
    <Tabs value={at} onChange={next => setAt(next ?? '')} keepMounted={false}>
      <Tabs.List className={styles.tabs}>
        {picked.map(({ object, as }) => (
          <Tabs.Tab key={keyOf(object)} value={keyOf(object)}>
            <bdi>{object.name}</bdi>{' '}
            <small className={styles.faint}>
              {as.role === 'customer'
                ? t('integration.connect.role.customer')
                : t(`integration.connect.kind.${as.kind}`)}
            </small>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {picked.map(one => (
        <Tabs.Panel key={keyOf(one.object)} value={keyOf(one.object)}>
          {children(one)}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function FieldsOf({ guide, picked, look }: { guide: Guide; picked: Picked; look: ObjectLook | undefined }) {
  const { draft, change, targets, kind } = guide
  if (!look) return null
  const key = lookKey(picked)
  const mapping = draft.mappings[key] ?? look.mapping
  const setMapping = (next: typeof mapping) => change({ mappings: { ...draft.mappings, [key]: next } })
  if (picked.as.role === 'customer')
    return (
      <MappingTable
        fields={look.fields}
        mapping={mapping}
        suggested={look.mapping}
        targets={targets}
        writable={kind?.abilities.includes('write') ?? false}
        onChange={setMapping}
      />
    )
  const document = draft.documents[key] ?? look.document
  return (
    document && (
      <DocumentFields
        fields={look.fields}
        document={document}
        mapping={mapping}
        usual={look.mapping[0]}
        onDocument={next => change({ documents: { ...draft.documents, [key]: next } })}
        onMapping={setMapping}
      />
    )
  )
}
