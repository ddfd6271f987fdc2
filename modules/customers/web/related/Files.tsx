import { Menu } from '@mantine/core'
import { Download, File as FileIcon, FileImage, FileText } from 'lucide-react'
import type { DragEvent } from 'react'
import { useState } from 'react'
import { urlOf } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Bone, Card } from '../../../../ui/theme/parts.tsx'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { LineMenu } from '../LineMenu.tsx'
import { useAct } from '../use-act.ts'
import { Nothing } from './card-parts.tsx'
import { fileSize } from './file-size.ts'
import styles from './related.module.css'

type Attachment = CustomerPage['attachments'][number]

/** Files of a customer; dropped on the card they are uploaded. */
export function Files({ page }: { page: CustomerPage }) {
  const t = useT()
  const may = useMay()
  const { sending, send } = useUpload(page.record.id)
  const [over, setOver] = useState(false)
  const title = t('customers.file.title')
  const writes = may('customers.write')
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (writes) void send([...event.dataTransfer.files])
  }
  if (!writes && page.attachments.length === 0) return null
  return (
    <Card title={title} aria-label={title}>
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(writes)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {!writes && page.attachments.length === 0 && <Nothing>{t('customers.file.none')}</Nothing>}
        <ul>
          {sending.map(name => (
            <li key={name} className={styles.line} aria-busy>
              <FileIcon size={16} aria-hidden />
              <div className={styles.words}>
                <p className={styles.name}>{name}</p>
                <Bone width={80} />
              </div>
            </li>
          ))}
          {page.attachments.map(file => (
            <FileLine key={file.id} file={file} writes={writes} />
          ))}
        </ul>
        {writes && <ChooseFiles onFiles={files => void send(files)} />}
      </div>
    </Card>
  )
}

function ChooseFiles({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useT()
  return (
    <label className={styles.choose}>
      <input
        type="file"
        multiple
        onChange={event => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <span>{t('customers.file.add')}</span>
    </label>
  )
}

/** Uploads one file after the other; each is an act of its own and can be undone. */
function useUpload(customerId: string) {
  const t = useT()
  const act = useAct()
  const [sending, setSending] = useState<readonly string[]>([])
  const send = async (files: readonly File[]) => {
    setSending(before => [...before, ...files.map(file => file.name)])
    for (const file of files) {
      const body = new FormData()
      body.append('file', file)
      await act(
        customersContract.addFile,
        { params: { id: customerId }, body: body as never },
        t('customers.done.fileAdded', { name: file.name }),
      )
      setSending(before => before.filter(name => name !== file.name))
    }
  }
  return { sending, send }
}

function FileLine({ file, writes }: { file: Attachment; writes: boolean }) {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const params = { id: file.customerId, childId: file.id }
  const address = urlOf(customersContract.readFile, { params })
  const remove = () => void act(customersContract.removeFile, { params }, t('customers.done.fileRemoved'))
  const Icon = iconOf(file.mediaType)
  return (
    <li className={styles.line}>
      <span className={styles.icon}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={address} target="_blank" rel="noreferrer">
            <bdi>{file.name}</bdi>
          </a>
        </p>
        <p className={styles.aside}>
          {fileSize(file.size, format)} · {format.date(file.createdAt)}
        </p>
      </div>
      <LineMenu label={t('customers.file.acts', { name: file.name })} onRemove={writes ? remove : undefined}>
        <Menu.Item
          component="a"
          href={address}
          download={file.name}
          leftSection={<Download size={14} aria-hidden />}
        >
          {t('customers.file.download')}
        </Menu.Item>
      </LineMenu>
    </li>
  )
}

function iconOf(mediaType: string) {
  if (mediaType.startsWith('image/')) return FileImage
  return mediaType.startsWith('text/') || mediaType === 'application/pdf' ? FileText : FileIcon
}
