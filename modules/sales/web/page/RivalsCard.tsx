import { Menu } from '@mantine/core'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { Avatar, Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { AddButton, Nothing } from '../../../customers/web/index.ts'
import { dealContract, type OpportunityPage, salesContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'
import styles from './deal.module.css'
import { AddRival, NoteEditor } from './RivalForms.tsx'

type Rival = OpportunityPage['competition'][number]
type RivalsCardProps = { opportunity: Opportunity; competition: readonly Rival[] }

/** Who else wants the deal, and what is known of it. */
export function RivalsCard({ opportunity, competition }: RivalsCardProps) {
  const t = useT()
  const may = useMay()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const [adding, setAdding] = useState(false)
  const title = t('sales.deal.rivals.title')
  const kept = choices.data?.competitors ?? []
  const free = kept.filter(({ id }) => !competition.some(({ competitor }) => competitor.id === id))
  const nothing = choices.data && kept.length === 0 ? 'noneKept' : 'none'
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        may('sales.write') &&
        !adding &&
        free.length > 0 && <AddButton label={t('sales.deal.rivals.add')} onClick={() => setAdding(true)} />
      }
    >
      {competition.length === 0 && !adding && <Nothing>{t(`sales.deal.rivals.${nothing}`)}</Nothing>}
      <ul>
        {competition.map(rival => (
          <RivalLine key={rival.id} opportunity={opportunity} rival={rival} />
        ))}
      </ul>
      {adding && <AddRival opportunity={opportunity} free={free} onDone={() => setAdding(false)} />}
    </Card>
  )
}

function RivalLine({ opportunity, rival }: { opportunity: Opportunity; rival: Rival }) {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const [editing, setEditing] = useState(false)
  const name = rival.competitor.title ?? ''
  const params = { id: opportunity.id, childId: rival.id }
  const remove = () =>
    void act(dealContract.removeRival, { params }, t('sales.deal.rivals.removed', { name }))
  const save = async (note: string) => {
    const body = { note: note.trim() || null }
    const options = { params, body, ifMatch: rival.version }
    const answer = await act(dealContract.changeRival, options, t('sales.deal.rivals.changed'))
    if (answer) setEditing(false)
  }
  return (
    <li className={styles.line}>
      <Avatar name={name} id={rival.competitor.id} shape="square" />
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
        </p>
        {editing ? (
          <NoteEditor name={name} note={rival.note ?? ''} onSave={save} onCancel={() => setEditing(false)} />
        ) : rival.note ? (
          <p className={styles.aside}>
            <bdi>{rival.note}</bdi>
          </p>
        ) : (
          may('sales.write') && (
            <p className={styles.aside}>
              <TextLink onClick={() => setEditing(true)}>{t('sales.deal.rivals.addNote')}</TextLink>
            </p>
          )
        )}
      </div>
      {may('sales.write') && !editing && (
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton aria-label={t('sales.deal.rivals.acts', { name })}>
              <Ellipsis size={15} aria-hidden />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
              {t('sales.deal.rivals.note')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={remove}>
              {t('sales.deal.rivals.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
