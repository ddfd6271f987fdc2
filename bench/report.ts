import { cpus, totalmem } from 'node:os'
import type { Latency } from './measure.ts'

/** One line of the table: what was done, what it may cost, what it cost. Milliseconds unless `unit` says otherwise. */
export type Line = {
  work: string
  limit: string
  p50?: number
  p95?: number
  p99?: number
  /** Requests or rows per second. */
  rate?: number
  /** The same statements sent by `pg` alone: median, or per second where `rate` is given. */
  raw?: number
  /** Processor time per operation: server and database. */
  cpu?: { server: number; database: number }
  within: boolean | null
  note?: string
}

/** A line of times of which 95 in 100 may take `limit` ms; null where nothing is promised. */
export function timesLine(work: string, limit: number | null, { p50, p95, p99 }: Latency): Line {
  const promised = limit === null ? '' : `p95 ≤ ${limit} ms`
  return { work, limit: promised, p50, p95, p99, within: limit === null ? null : p95 <= limit }
}

/** The same work at other sizes: p95 in ms or a rate, by size. */
export type Growth = { work: string; values: Record<string, number> }

export type Report = {
  benchmark: string
  sizes: Record<string, number>
  machine: { cores: number; memoryGb: number; node: string; postgres: string }
  memoryMb: { idle: number; peak: number }
  loadSeconds: number | null
  lines: Line[]
  growth: Growth[]
}

export function machineFacts(postgres: string): Report['machine'] {
  return {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    postgres,
  }
}

/** Prints the tables for people and, as the last line, everything as one line of JSON for programs. */
export function print(report: Report): void {
  const out = (line: string) => process.stdout.write(`${line}\n`)
  const { machine, memoryMb } = report
  out('')
  out(`${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}, PostgreSQL ${machine.postgres}`)
  out(`server memory: ${number(memoryMb.idle)} MB idle, ${number(memoryMb.peak)} MB at most`)
  out('')
  const head = ['work', 'limit', 'p50', 'p95', 'p99', '/s', 'raw', 'CPU srv+db', '']
  table([head, ...report.lines.map(cells)]).forEach(out)
  if (report.growth.length > 0) {
    const sizes = Object.keys(report.growth[0]?.values ?? {})
    out('')
    out('growth (p95 in ms, or per second)')
    const rows = report.growth.map(({ work, values }) => [work, ...sizes.map(size => number(values[size]))])
    table([['work', ...sizes], ...rows]).forEach(out)
  }
  out('')
  out(
    JSON.stringify(report, (_, value) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  )
}

/** A line while the benchmark still runs. */
export function inShort(line: Line | undefined): string {
  return line ? cells(line).filter(Boolean).join('  ') : ''
}

function cells(line: Line): string[] {
  const { p50, p95, p99, rate, raw, cpu, within, note } = line
  const verdict = within === null ? '' : within ? 'ok' : 'ABOVE THE LIMIT'
  return [
    line.work,
    line.limit,
    number(p50),
    number(p95),
    number(p99),
    number(rate),
    number(raw),
    cpu ? `${number(cpu.server)}+${number(cpu.database)}` : '',
    [verdict, note].filter(Boolean).join(' '),
  ]
}

function number(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return ''
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value >= 10 ? 1 : 2)
}

/** Aligned with spaces: the first two columns to the left, numbers to the right. */
function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    row
      .map((cell, column) =>
        column < 2 || column === row.length - 1
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}
