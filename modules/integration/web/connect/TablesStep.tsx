import { Button, TextInput } from '@mantine/core'
import { ArrowRight, Search, Table2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import type { FoundObject } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { type Chosen, choiceOf, chosenOf, hindranceOf, keyOf, suggestedChoice } from './draft.ts'
import { FailureCard } from './Findings.tsx'
import { TableLine } from './TableLine.tsx'
import { type Guide, joinedNames, useTables } from './use-guide.ts'

const groups = ['customer', 'document', 'rest'] as const
const groupOf = ({ likely }: FoundObject) => likely.role ?? 'rest'
/** With fewer tables one sees them all. */
const searched = 12

/** Which tables are joined, and as what; the likely ones are chosen already. */
export function TablesStep({ guide }: { guide: Guide }) {
  const t = useT()
  const { draft, change, go, system } = guide
  const found = useTables(guide)
  const [words, setWords] = useState('')
  const joined = joinedNames(system)
  const objects = found.data?.objects ?? []
  useEffect(() => {
    if (found.data && !found.data.failure && draft.chosen === null)
      change({ chosen: suggestedChoice(found.data.objects, joined) })
  })
  const picked = chosenOf(objects, draft.chosen)
  const hindrance = hindranceOf(picked, joined)
  const set = (object: FoundObject, as: Chosen | null) => {
    const { [keyOf(object)]: _, ...others } = draft.chosen ?? {}
    change({ chosen: as ? { ...others, [keyOf(object)]: as } : others })
  }
  const shown = objects.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()))
  if (found.data?.failure)
    return (
      <Card>
        <FailureCard failure={found.data.failure} onAgain={() => void found.refetch()} />
      </Card>
    )
  return (
    <form
      className={styles.step}
      onSubmit={event => {
        event.preventDefault()
        if (!hindrance) go('fields')
      }}
    >
      <Card
        title={t('integration.connect.tablesTitle')}
        aside={
          objects.length > searched && (
            <TextInput
              aria-label={t('integration.connect.search')}
              placeholder={t('integration.connect.search')}
              leftSection={<Search size={14} aria-hidden />}
              value={words}
              onChange={event => setWords(event.currentTarget.value)}
            />
          )
        }
      >
        <p className={styles.hint}>{t('integration.connect.tablesHint')}</p>
        <Reading of={found} lines={6} />
        {found.isSuccess && objects.length === 0 && (
          <EmptyState icon={<Table2 size={20} aria-hidden />} title={t('integration.connect.noTables')}>
            {t('integration.connect.noTablesHint')}
          </EmptyState>
        )}
        {groups.map(group => (
          <Group key={group} group={group} objects={shown.filter(object => groupOf(object) === group)}>
            {object => (
              <TableLine
                key={keyOf(object)}
                object={object}
                as={draft.chosen?.[keyOf(object)] ?? null}
                joined={joined.has(keyOf(object))}
                parents={parentsFor(object, { objects, chosen: draft.chosen, joined })}
                onChange={as => set(object, as)}
                suggested={choiceOf(object)}
              />
            )}
          </Group>
        ))}
        {(found.data?.left ?? 0) > 0 && (
          <p className={styles.hint}>{t('integration.connect.left', { count: found.data?.left ?? 0 })}</p>
        )}
      </Card>
      <div className={styles.acts}>
        {!system && <Button onClick={() => go(guide.former)}>{t('integration.connect.back')}</Button>}
        <p className={styles.space} role="status">
          {found.isSuccess && <Standing hindrance={hindrance} count={picked.length} />}
        </p>
        <Button
          type="submit"
          variant="filled"
          disabled={hindrance !== null}
          rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
        >
          {t('integration.connect.next')}
        </Button>
      </div>
    </form>
  )
}

function Standing({ hindrance, count }: { hindrance: ReturnType<typeof hindranceOf>; count: number }) {
  const t = useT()
  if (hindrance && hindrance.code !== 'chosen')
    return t(`integration.connect.${hindrance.code}`, { table: hindrance.table })
  return t('integration.connect.chosen', { count })
}

type GroupProps = {
  group: (typeof groups)[number]
  objects: readonly FoundObject[]
  children: (object: FoundObject) => React.ReactNode
}

function Group({ group, objects, children }: GroupProps) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  if (objects.length === 0) return null
  const folded = group === 'rest' && objects.length > 6 && !open
  return (
    <section className={styles.group} aria-label={t(`integration.connect.group.${group}`)}>
      <h3>
        {t(`integration.connect.group.${group}`)} <small>{format.number(objects.length)}</small>
      </h3>
      <ul>{(folded ? objects.slice(0, 4) : objects).map(children)}</ul>
      {folded && (
        <button type="button" className={styles.link} onClick={() => setOpen(true)}>
          {t('ui.more')} ({format.number(objects.length - 4)})
        </button>
      )}
    </section>
  )
}

type Among = {
  objects: readonly FoundObject[]
  chosen: Record<string, Chosen> | null
  joined: ReadonlySet<string>
}

/** Those to which the records of an object may belong: what is chosen or joined already, besides itself. */
function parentsFor(object: FoundObject, { objects, chosen, joined }: Among): FoundObject[] {
  return objects.filter(
    other => other !== object && (chosen?.[keyOf(other)] !== undefined || joined.has(keyOf(other))),
  )
}
