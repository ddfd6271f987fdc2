import { Button } from '@mantine/core'
import { CloudOff, Plus } from 'lucide-react'
import { useT } from '../../platform/i18n/react.ts'
import { Chart } from '../../ui/chart/Chart.tsx'
import { Area, Bars, Heat, Sparkline } from '../../ui/chart/small.tsx'
import { DropZone } from '../../ui/import/DropZone.tsx'
import { Progress } from '../../ui/import/Progress.tsx'
import { StepBar } from '../../ui/import/StepBar.tsx'
import { askConflict } from '../../ui/shell/conflict.tsx'
import { Page } from '../../ui/shell/Page.tsx'
import { notify } from '../../ui/shell/toasts.ts'
import {
  Avatar,
  Badge,
  Bones,
  Card,
  EmptyState,
  ErrorState,
  Figure,
  Kbd,
  Score,
  Sentence,
} from '../../ui/theme/parts.tsx'
import { Tile, TileLegend } from '../../ui/theme/Tile.tsx'
import { Timeline } from '../../ui/timeline/Timeline.tsx'
import { vessel, vesselAt } from './data.ts'

const tones = ['neutral', 'accent', 'amber', 'red', 'blue', 'violet'] as const
const states = ['live', 'mirror', 'old', 'conflict', 'silent'] as const
const series = [12, 14, 13, 18, 17, 21, 24, 23, 28, 31, 29, 36]
const row = { display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' } as const

export default function PartsPage() {
  const t = useT()
  return (
    <Page title={t('gallery.parts')}>
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))',
          alignItems: 'start',
        }}
      >
        <Marks />
        <Messages />
        <Card title="Empty">
          <EmptyState
            title="No vessel is moored here"
            acts={
              <Button variant="filled" leftSection={<Plus size={15} aria-hidden />}>
                First vessel
              </Button>
            }
          >
            Bring a list of vessels, or write down the first one by hand.
          </EmptyState>
        </Card>
        <Card title="Error">
          <ErrorState
            message="The register has not answered for 41 min; nothing waits for it."
            onRetry={() => {}}
          />
        </Card>
        <Card title="Loading">
          <Bones lines={6} />
        </Card>
        <Charts />
        <Imports />
        <Timeline entries={[]} />
        <Timeline entries={[]} state="loading" />
      </div>
    </Page>
  )
}

function Marks() {
  return (
    <Card title="Marks" aside="five states">
      <div style={{ display: 'grid', gap: 12 }}>
        <div style={row}>
          {states.map(state => (
            <Tile
              key={state}
              label="Crew"
              standing={{
                state,
                source: 'Port register',
                at: new Date(Date.now() - 4e6).toISOString(),
                confirmedBy: 'North quay',
              }}
              onConfirm={() => {}}
              onDispute={() => {}}
            />
          ))}
        </div>
        <TileLegend states={states} />
        <div style={row}>
          {tones.map(tone => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </div>
        <div style={row}>
          {['North quay', 'South quay', 'Old lock', 'علی', 'Pilot house', '海の星'].map(name => (
            <Avatar key={name} name={name} />
          ))}
          <Avatar name="Fjord Lys" size="large" shape="square" />
        </div>
        <div style={row}>
          <Score value={92} /> <Score value={41} /> <Kbd>S</Kbd> <Kbd>⌘K</Kbd>
        </div>
        <Badge>
          A badge with words that are far too long for the narrow place that it was given by the page
        </Badge>
      </div>
    </Card>
  )
}

function Messages() {
  const ask = () =>
    void askConflict({ entity: vessel, yours: { port: 'Bergen', fee: 120_000 }, theirs: vesselAt(5) })
  return (
    <Card title="Messages">
      <div style={{ display: 'grid', gap: 10 }}>
        <Sentence icon={<CloudOff size={16} aria-hidden />} tone="amber">
          <b>The register has not answered for 41 min;</b> nothing waits for it.
        </Sentence>
        <div style={row}>
          <Button onClick={() => notify({ message: 'Warden changed for 41 vessels', undo: async () => {} })}>
            Toast
          </Button>
          <Button
            onClick={() => notify({ message: 'The server has a fault. It was recorded.', tone: 'red' })}
          >
            Failure
          </Button>
          <Button onClick={ask}>Conflict</Button>
          <Button variant="filled">Main</Button>
          <Button disabled>Disabled</Button>
        </div>
      </div>
    </Card>
  )
}

function Charts() {
  const option = {
    xAxis: { type: 'category', data: series.map((_, at) => `${at + 1}`) },
    yAxis: { type: 'value' },
    series: [{ type: 'bar', data: series, itemStyle: { borderRadius: 3 } }],
  }
  const rows = [['Month', 'Vessels'], ...series.map((value, at) => [at + 1, value])]
  return (
    <>
      <Card title="Chart">
        <Chart option={option} label="Vessels by month, rising from 12 to 36" height={180} rows={rows} />
      </Card>
      <Card title="Small charts">
        <div style={{ display: 'grid', gap: 14 }}>
          <Figure>96.4 %</Figure>
          <div style={row}>
            <Sparkline values={series} label="Rising" />{' '}
            <Sparkline values={series.toReversed()} tone="red" label="Falling" />
          </div>
          <Area values={series} label="Rising" />
          <Bars values={series} marked={[3]} label="By month" />
          <Heat
            label="By week"
            rows={['Address', 'Crew', 'Papers'].map((label, at) => ({
              label,
              values: series.map((value, place) => (value * (at + 2) * (place + 3)) % 37),
            }))}
          />
        </div>
      </Card>
    </>
  )
}

function Imports() {
  return (
    <Card title="Import">
      <div style={{ display: 'grid', gap: 16 }}>
        <StepBar steps={['File', 'Columns', 'Trial', 'Import']} at={1} onStep={() => {}} />
        <DropZone accept={['.csv', '.xlsx', '.vcf']} maxBytes={2 ** 31} onFile={() => {}} />
        <Progress
          label="Reading"
          done={412_000}
          total={1_000_000}
          startedAt={new Date(Date.now() - 40_000).toISOString()}
          onStop={() => {}}
        />
      </div>
    </Card>
  )
}
