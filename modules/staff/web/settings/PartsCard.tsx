import { Button, Modal } from '@mantine/core'
import { type LucideIcon, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { type Asked, Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import styles from './Settings.module.css'

type Part = { id: string; name: string }
type Line<P> = { part: P; about: ReactNode; depth?: number }

type PartsCardProps<P extends Part> = {
  words: { title: string; add: string; none: string; noneHint: string; edit: (name: string) => string }
  icon: LucideIcon
  asked: Asked
  /** Undefined until they have been read. */
  lines: readonly Line<P>[] | undefined
  manages: boolean
  /** The form of one, or of a new one for `null`. */
  form: (part: P | null, onClose: () => void) => ReactNode
}

/** What an organisation is divided into, one line each; who manages it adds and opens them in a form. */
export function PartsCard<P extends Part>(props: PartsCardProps<P>) {
  const { words, icon, asked, lines, manages, form } = props
  const t = useT()
  const [open, setOpen] = useState<P | 'new' | null>(null)
  const close = () => setOpen(null)
  const add = (
    <Button size="compact-xs" leftSection={<Plus size={13} aria-hidden />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  )
  return (
    <Card title={words.title} aside={manages && add}>
      <Reading of={asked} lines={3} />
      {lines?.length === 0 && <EmptyState title={words.none}>{words.noneHint}</EmptyState>}
      <ul className={styles.rows}>
        {lines?.map(line => (
          <PartLine key={line.part.id} line={line} icon={icon}>
            {manages && (
              <Button onClick={() => setOpen(line.part)} aria-label={words.edit(line.part.name)}>
                {t('ui.edit')}
              </Button>
            )}
          </PartLine>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        onClose={close}
        title={open === 'new' || open === null ? words.add : open.name}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {open !== null && form(open === 'new' ? null : open, close)}
      </Modal>
    </Card>
  )
}

type PartLineProps = { line: Line<Part>; icon: LucideIcon; children: ReactNode }

function PartLine({ line: { part, about, depth = 0 }, icon: Icon, children }: PartLineProps) {
  return (
    <li className={styles.item} style={{ paddingInlineStart: depth * 28 }}>
      <span className={styles.mark}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <div>
        <strong>
          <bdi>{part.name}</bdi>
        </strong>
        <small>{about}</small>
      </div>
      {children}
    </li>
  )
}
