import { Button, Textarea } from '@mantine/core'
import {
  Anchor,
  CalendarDays,
  FileText,
  Lightbulb,
  Mail,
  Phone,
  PhoneIncoming,
  Plus,
  Radio,
  StickyNote,
} from 'lucide-react'
import { useState } from 'react'
import type { Field } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { Bars } from '../../ui/chart/small.tsx'
import { FieldList } from '../../ui/record/FieldList.tsx'
import { RecordPage } from '../../ui/record/RecordPage.tsx'
import { Avatar, Badge, Card, Figure, Sentence } from '../../ui/theme/parts.tsx'
import { TileLegend } from '../../ui/theme/Tile.tsx'
import { Timeline } from '../../ui/timeline/Timeline.tsx'
import { vessel, vesselAt, wardenList } from './data.ts'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const states = {
  name: 'live',
  port: 'live',
  mail: 'old',
  radio: 'mirror',
  crew: 'conflict',
  length: 'live',
  fee: 'silent',
  built: 'old',
} as const

export default function GalleryRecord() {
  const t = useT()
  const format = useFormat()
  const [record, setRecord] = useState(() => vesselAt(5))
  const standingOf = (field: Field) => {
    const state = states[field.key as keyof typeof states]
    return (
      state && {
        state,
        source: 'Port register',
        at: hoursAgo(30),
        confirmedBy: 'North quay',
        confirmedAt: hoursAgo(400),
      }
    )
  }
  return (
    <RecordPage
      id={record.id}
      title={String(record['name'])}
      subtitle={
        <>
          Ferry · Bergen · moored since 2014 · warden <b>North quay</b>
        </>
      }
      trail={<>Vessels / Long moored /</>}
      position={{ at: 7, total: 86, onPrevious: () => {}, onNext: () => {} }}
      badges={
        <>
          <Badge tone="accent">Gold</Badge>
          <Badge>Ferry</Badge>
          <Badge tone="amber">2 values to confirm</Badge>
        </>
      }
      footing="Trust 92 · 3 sources"
      acts={
        <>
          <Button leftSection={<Phone size={15} aria-hidden />}>Call</Button>
          <Button leftSection={<Mail size={15} aria-hidden />}>E-mail</Button>
          <Button variant="filled" leftSection={<Plus size={15} aria-hidden />}>
            Berth
          </Button>
        </>
      }
      nextStep={
        <Sentence
          icon={<Lightbulb size={16} aria-hidden />}
          acts={
            <>
              <Button>Plan call</Button>
              <Button>Why?</Button>
            </>
          }
        >
          <b>Call the pilot house before Thursday.</b> The berth ends in 41 days; renewal is 2.3 times
          likelier after a call <small>(214 cases, 95 % 1.4–3.6)</small>.
        </Sentence>
      }
      left={
        <>
          <Card title={t('ui.record.facts')}>
            <FieldList
              entity={vessel}
              record={record}
              onEdit={async (field, value) => {
                await new Promise(done => setTimeout(done, 300))
                setRecord({ ...record, [field.key]: value })
              }}
              standingOf={standingOf}
              onConfirm={() => {}}
              onDispute={() => {}}
              historyOf={() => <p>Changed twice</p>}
            />
            <div style={{ marginTop: 10 }}>
              <TileLegend />
            </div>
          </Card>
          <Card title="Wardens" aside="4">
            {wardenList.slice(0, 3).map(({ id, title }) => (
              <p key={id} style={{ display: 'flex', gap: 10, alignItems: 'center', paddingBlock: 5 }}>
                <Avatar name={title} id={id} /> <b>{title}</b>
              </p>
            ))}
          </Card>
          <Card title="Fees, last 12 months" aside="cost to serve € 9,140">
            <Figure>{format.money(4_820_000, 'EUR')}</Figure>
            <Bars
              values={[40, 52, 48, 60, 58, 66, 63, 74, 31, 78, 84, 92]}
              marked={[8]}
              label="Fees by month"
            />
          </Card>
        </>
      }
      middle={<GalleryTimeline />}
      right={
        <>
          <Card title="Berths" aside="€ 214,000 open">
            <Lines
              rows={[
                ['Renewal 40-1187', '€ 180,000'],
                ['North quay 12', '€ 34,000'],
              ]}
            />
          </Card>
          <Card title="Papers" aside="as of 2 min ago">
            <Lines
              rows={[
                ['40-1187 Laksevåg', 'ends 1 Jan'],
                ['40-1203 Askøy', 'ends 30 Jun'],
              ]}
            />
          </Card>
          <Card title="May we radio?">
            <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
              <Badge tone="accent">Service</Badge>
              <Badge tone="red">Letters</Badge>
              <Badge>2 of 3 this month</Badge>
            </div>
          </Card>
        </>
      }
    />
  )
}

function Lines({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return rows.map(([name, value]) => (
    <p key={name} style={{ display: 'flex', justifyContent: 'space-between', paddingBlock: 5 }}>
      <span>{name}</span>
      <span>{value}</span>
    </p>
  ))
}

function GalleryTimeline() {
  const [kind, setKind] = useState<string | null>(null)
  const entries = [
    {
      id: '1',
      kind: 'meeting',
      at: hoursAgo(-90),
      icon: CalendarDays,
      tone: 'blue' as const,
      title: (
        <>
          <b>Meeting</b> renewal of berth 40-1187
        </>
      ),
    },
    {
      id: '2',
      kind: 'change',
      at: hoursAgo(1),
      icon: Anchor,
      tone: 'amber' as const,
      title: (
        <>
          <b>Changed in the register</b>: crew
        </>
      ),
      detail: (
        <>
          12 here · 14 there <Badge tone="red">Conflict</Badge>
        </>
      ),
    },
    {
      id: '3',
      kind: 'talk',
      at: hoursAgo(2),
      icon: PhoneIncoming,
      tone: 'accent' as const,
      title: (
        <>
          <b>Pilot house called</b> 6 min
        </>
      ),
      detail: 'The log at Askøy reads zero since Friday. Asked again for one invoice per berth.',
    },
    {
      id: '4',
      kind: 'paper',
      at: hoursAgo(100),
      icon: FileText,
      title: (
        <>
          <b>Invoice 90-44121</b> € 6,310 sent
        </>
      ),
      aside: 'Register',
    },
    {
      id: '5',
      kind: 'note',
      at: hoursAgo(104),
      icon: StickyNote,
      tone: 'violet' as const,
      title: (
        <>
          <b>Old lock</b> note
        </>
      ),
      detail: 'Wants all berths to end in the same month.',
    },
    {
      id: '6',
      kind: 'talk',
      at: hoursAgo(126),
      icon: Radio,
      tone: 'blue' as const,
      title: (
        <>
          <b>South quay replied</b> to <i>Winter prices</i>
        </>
      ),
      detail: 'Please stop the paper letters.',
    },
  ]
  return (
    <Timeline
      composer={<Textarea aria-label="Note" placeholder="Write what happened" />}
      kinds={[
        { id: 'talk', label: 'Talks', count: 31 },
        { id: 'paper', label: 'Papers', count: 9 },
        { id: 'change', label: 'Changes' },
      ]}
      kind={kind}
      onKind={setKind}
      entries={entries.filter(entry => !kind || entry.kind === kind)}
      older={{ more: true, loading: false, onMore: () => {} }}
    />
  )
}
