import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import {
  importFile,
  type Line,
  reading,
  realFields,
  realMissing,
  realPipeline,
} from '../importing/testing-files.ts'
import { learnBasis } from './basis.ts'
import { bias, calibrationOf, type Judged, wmape } from './engine/accuracy.ts'
import { together } from './engine/expectation.ts'
import { type Outlook, outlookOf } from './outlook.ts'

let app: TestApp
let read: ReturnType<typeof reading>
beforeAll(async () => {
  app = await testApp({ worker: true })
  read = reading(app)
})
afterAll(() => app.close())

const day = 86_400_000
/** Months of the file in which deals were won the month before, so that there is something to learn and to be compared with. */
const months = ['2017-04', '2017-05', '2017-06', '2017-07', '2017-08', '2017-09']
const after = (month: string) => {
  const [year = 0, at = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 10)
}
const within = (date: string, from: string, to: string) => date >= from && date < to

type Months = Record<'ours' | 'lastPeriod' | 'stageAverage', Judged[]>

describe.skipIf(realMissing)(
  `the forecast of the real pipeline${realMissing ? ` (${realMissing})` : ''}`,
  () => {
    test('learnt from what was known before each month beats last month again and the average of the stage', async () => {
      await read("update sales.house_currency set currency = 'USD'")
      const { content, lines } = realPipeline()
      await importFile(app.people.administrator, content, realFields)
      const [pipeline] = await read<{ id: string }>('select id from sales.pipeline')
      const judged: Months = { ours: [], lastPeriod: [], stageAverage: [] }
      const told: { chance: number; won: boolean }[] = []
      for (const month of months) {
        const from = `${month}-01`
        const to = after(month)
        const basis = await learnBasis(app.database.db, pipeline?.id as string, new Date(`${from}T00:00:00Z`))
        const outlook = outlookOf(basis, { begins: 0, ends: (Date.parse(to) - Date.parse(from)) / day })
        const open = lines.filter(({ opened, closed }) => opened < from && (closed === '' || closed >= from))
        const stage = basis.stages[0] as string
        const chances = open.map(line => ({
          chance: chanceOf(outlook, { line, stage, from }),
          won: line.stage === 'Won' && within(line.closed, from, to),
        }))
        told.push(...chances)
        const ofOpen = chances.reduce((sum, { chance }) => sum + chance, 0) * basis.amount.mean
        const ofNew = together([...outlook.arriving.values()]).amount
        const actual = wonWithin(lines, from, to)
        const before = lines.filter(({ closed }) => closed !== '' && closed < from)
        const winRate = before.filter(({ stage: how }) => how === 'Won').length / before.length
        judged.ours.push({ forecast: (ofOpen + ofNew) / 100, actual })
        judged.lastPeriod.push({ forecast: wonWithin(lines, monthBefore(from), from), actual })
        judged.stageAverage.push({ forecast: (open.length * winRate * basis.amount.mean) / 100, actual })
      }
      for (const [name, of] of Object.entries(judged))
        console.info(
          `${name}: WMAPE ${wmape(of)?.toFixed(3)}, bias ${bias(of)?.toFixed(3)}, ${JSON.stringify(of.map(({ forecast, actual }) => [Math.round(forecast), Math.round(actual)]))}`,
        )
      const bins = calibrationOf(told, 20)
      console.info(
        bins
          .map(
            ({ from, deals, promised, won }) =>
              `${from.toFixed(2)}: ${deals} deals, promised ${promised.toFixed(3)}, won ${won.toFixed(3)}`,
          )
          .join('\n'),
      )

      const error = (of: Judged[]) => wmape(of) as number
      expect(error(judged.ours)).toBeLessThan(error(judged.lastPeriod))
      expect(error(judged.ours)).toBeLessThan(error(judged.stageAverage))
      // What is promised comes true, deal by deal.
      const large = bins.filter(({ deals }) => deals >= 500)
      expect(large.length).toBeGreaterThan(3)
      for (const { promised, won } of large) expect(Math.abs(promised - won)).toBeLessThan(0.06)
    }, 240_000)
  },
)

function chanceOf(
  outlook: Outlook,
  { line, stage, from }: { line: Line; stage: string; from: string },
): number {
  return outlook.chance({ stage, age: (Date.parse(from) - Date.parse(line.opened)) / day, owner: null })
}

function wonWithin(lines: readonly Line[], from: string, to: string): number {
  return lines
    .filter(({ stage, closed }) => stage === 'Won' && within(closed, from, to))
    .reduce((sum, { value }) => sum + (value ?? 0), 0)
}

function monthBefore(from: string): string {
  const date = new Date(`${from}T00:00:00Z`)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)).toISOString().slice(0, 10)
}
