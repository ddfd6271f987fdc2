import { ActionIcon, Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Copy, Ellipsis, FileJson, Mail, Phone, SquareCheck, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { urlOf } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { SlotOutlet, useSlot } from '../../../../ui/shell/slots.tsx'
import { notify } from '../../../../ui/shell/toasts.ts'
import { customersContract } from '../../contract.ts'
import { type CustomerPart, customerActs, customerMenu } from '../slots.ts'
import type { Writing } from '../timeline/draft.ts'
import { useAct } from '../use-act.ts'
import styles from './page.module.css'

type CustomerActsProps = { record: RecordRow; part: CustomerPart; onWrite: (writing: Writing) => void }

const quick = [
  { writing: 'call', icon: Phone },
  { writing: 'email', icon: Mail },
  { writing: 'task', icon: SquareCheck },
] as const

/** Buttons of the page: write something down, and the rarer acts in a menu. */
export function CustomerActs({ record, part, onWrite }: CustomerActsProps) {
  const t = useT()
  const may = useMay()
  return (
    <>
      {may('customers.write') && (
        <span className={styles.quick}>
          {quick.map(({ writing, icon: Icon }) => (
            <Button
              key={writing}
              leftSection={<Icon size={15} strokeWidth={1.75} aria-hidden />}
              onClick={() => onWrite(writing)}
            >
              {t(`customers.page.write.${writing}`)}
            </Button>
          ))}
        </span>
      )}
      <SlotOutlet of={customerActs} props={part} />
      <MoreActs record={record} part={part} />
    </>
  )
}

function MoreActs({ record, part }: Pick<CustomerActsProps, 'record' | 'part'>) {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const navigate = useNavigate()
  const added = useSlot(customerMenu)
  const [asked, setAsked] = useState<number | null>(null)
  const Asked = asked === null ? undefined : added[asked]?.component
  const remove = () => {
    // First away from the page, which would find nothing to show; a refusal is told in the list.
    void navigate({ to: '/customers' })
    const done = t('customers.done.removed', { name: String(record['name']) })
    void act(customersContract.remove, { params: { id: record.id } }, done)
  }
  const copyLink = () =>
    void navigator.clipboard
      .writeText(window.location.href.replace(/#.*/, ''))
      .then(() => notify({ message: t('customers.done.linkCopied') }))
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('ui.record.moreActs')}>
            <Ellipsis size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={15} aria-hidden />} onClick={copyLink}>
            {t('customers.page.copyLink')}
          </Menu.Item>
          {added.map(({ label = '', icon: Icon = Ellipsis }, at) => (
            <Menu.Item key={label} leftSection={<Icon size={15} aria-hidden />} onClick={() => setAsked(at)}>
              {t(label)}
            </Menu.Item>
          ))}
          {may('customers.export') && (
            <Menu.Item
              component="a"
              href={urlOf(customersContract.everything, { params: { id: record.id } })}
              download
              leftSection={<FileJson size={15} aria-hidden />}
            >
              {t('customers.page.everything')}
            </Menu.Item>
          )}
          {may('customers.delete') && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<Trash2 size={15} aria-hidden />} onClick={remove}>
                {t('customers.page.remove')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{Asked && <Asked {...part} onClose={() => setAsked(null)} />}</Suspense>
    </>
  )
}
