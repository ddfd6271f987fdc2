import {
  directionOf,
  formatDate,
  formatNumber,
  minorDigits,
  translate,
} from '../../../../../platform/i18n/index.ts'
import type { Offer } from '../../../contract.ts'
import { unitBehind } from '../../../contract/units.ts'
import { broken } from './line.ts'
import { paper, type Sheet, type Style, sheet } from './sheet.ts'

/** What is printed: what the customer is shown, and the foot of each page. */
export type Printed = Omit<Offer, 'answer' | 'superseded'> & {
  footer: string | null
  draft: boolean
  made: Date
}

const margin = { side: 50, top: 50, bottom: 86 }
const small: Style = { size: 8, weight: 'normal', color: '#555555' }
const plain: Style = { size: 9.5, weight: 'normal' }
const bold: Style = { size: 9.5, weight: 'bold' }
const title: Style = { size: 15, weight: 'bold' }
const rule = '#cccccc'

/** Width of the columns of the table in points; the second takes what is left. */
const columns = { position: 24, quantity: 84, price: 74, discount: 58, net: 78 }
const space = 8

type Words = (key: string, params?: Record<string, string | number>) => string

/** Where the pen is: `y` grows downwards. Places are said from the side where reading begins. */
type Pen = { paper: Sheet; y: number; words: Words; offer: Printed }

const inner = paper.width - 2 * margin.side

/** Prints an offer on A4 in its language; answers the bytes of the PDF. */
export async function printOffer(offer: Printed): Promise<Buffer> {
  const { language } = offer
  const words: Words = (key, params) => translate(language, `sales.print.${key}`, params)
  const name = words(offer.draft ? 'titleOfDraft' : 'titleOf', { number: offer.number })
  const direction = directionOf(language)
  const page = sheet({ title: name, language, made: offer.made, direction })
  const pen: Pen = { paper: page, y: 0, words, offer }
  newPage(pen)
  head(pen)
  if (offer.intro) paragraph(pen, offer.intro)
  table(pen)
  sums(pen)
  if (offer.terms) {
    room(pen, 60)
    pen.y += 20
    line(pen, words('terms'), bold)
    paragraph(pen, offer.terms)
  }
  feet(pen)
  return page.done()
}

function newPage(pen: Pen): void {
  pen.paper.pdf.addPage()
  pen.y = margin.top
}

/** A new page where less than this is left of it. */
function room(pen: Pen, points: number, onNew: (pen: Pen) => void = () => undefined): void {
  if (pen.y + points <= paper.height - margin.bottom) return
  newPage(pen)
  onNew(pen)
}

/** Sets text `from` points from where reading begins; with `end` it is the text's own end that lies there. */
function put(
  pen: Pen,
  text: string,
  { from, end = false }: { from: number; end?: boolean },
  style: Style,
): void {
  const right = pen.paper.direction === 'rtl'
  const x = margin.side + (right ? inner - from : from)
  pen.paper.set(text, { x, y: pen.y, end: right !== end }, style)
}

const leading = ({ size }: Style) => size * 1.42

function line(pen: Pen, text: string, style: Style): void {
  room(pen, leading(style))
  pen.y += leading(style)
  put(pen, text, { from: 0 }, style)
}

function paragraph(pen: Pen, text: string): void {
  pen.y += 6
  for (const each of wrapped(pen, text, { width: inner, style: plain })) line(pen, each, plain)
  pen.y += 6
}

function wrapped(pen: Pen, text: string, { width, style }: { width: number; style: Style }): string[] {
  return broken(text, width, part => pen.paper.width(part, style))
}

function ruled(pen: Pen, color = rule): void {
  pen.paper.pdf
    .moveTo(margin.side, pen.y)
    .lineTo(margin.side + inner, pen.y)
    .lineWidth(0.6)
    .strokeColor(color)
    .stroke()
}

function head(pen: Pen): void {
  const { offer, words } = pen
  const [firm = '', ...address] = (offer.sender ?? '').split('\n')
  if (firm) line(pen, firm, bold)
  for (const part of address) line(pen, part, small)
  pen.y += 26
  const top = pen.y
  for (const part of wrapped(pen, offer.recipient ?? '', { width: inner * 0.52, style: plain }).slice(0, 9))
    line(pen, part, plain)
  const below = pen.y
  pen.y = top
  const date = (day: string) => formatDate(day, { locale: offer.language, timeZone: 'UTC' }, 'long')
  for (const [label, value] of [
    ['number', `${offer.number} · ${offer.version}`],
    ['date', date(offer.sentOn)],
    ['validUntil', date(offer.validUntil)],
  ] as const) {
    pen.y += leading(plain)
    put(pen, words(label), { from: inner * 0.58 }, small)
    put(pen, value, { from: inner, end: true }, plain)
  }
  pen.y = Math.max(below, pen.y) + 30
  if (offer.draft) line(pen, words('draft'), { ...bold, color: '#b42318' })
  for (const part of wrapped(pen, offer.title, { width: inner, style: title })) line(pen, part, title)
  pen.y += 8
}

/** From where each column ends, counted from where reading begins. */
function ends() {
  const net = inner
  const discount = net - columns.net
  const price = discount - columns.discount
  const quantity = price - columns.price
  return { net, discount, price, quantity, name: quantity - columns.quantity }
}

function titles(pen: Pen): void {
  const { words, offer } = pen
  const at = ends()
  pen.y += leading(small) + 4
  put(pen, words('position'), { from: 0 }, small)
  put(pen, words('description'), { from: columns.position }, small)
  put(pen, words('quantity'), { from: at.quantity, end: true }, small)
  put(pen, words('price', { currency: offer.currency }), { from: at.price, end: true }, small)
  put(pen, words('discount'), { from: at.discount, end: true }, small)
  put(pen, words('net', { currency: offer.currency }), { from: at.net, end: true }, small)
  pen.y += 5
  ruled(pen, '#555555')
}

function table(pen: Pen): void {
  titles(pen)
  const at = ends()
  const width = at.name - columns.position - space
  for (const [n, item] of pen.offer.lines.entries()) {
    const name = wrapped(pen, item.name, { width, style: bold })
    const about = item.description ? wrapped(pen, item.description, { width, style: small }) : []
    // What begins on a page goes on there for three lines at least.
    room(pen, leading(plain) * Math.min(3, name.length + about.length) + 12, titles)
    pen.y += 4
    for (const [k, part] of name.entries()) {
      room(pen, leading(plain), titles)
      pen.y += leading(plain)
      if (k === 0) figures(pen, item, n)
      put(pen, part, { from: columns.position }, bold)
    }
    for (const part of about) {
      room(pen, leading(small), titles)
      pen.y += leading(small)
      put(pen, part, { from: columns.position }, small)
    }
    pen.y += 6
    ruled(pen)
  }
}

function figures(pen: Pen, item: Printed['lines'][number], n: number): void {
  const at = ends()
  const amount = (minor: number) => money(pen.offer, minor)
  const [unit = ''] = wrapped(pen, unitBehind(item.quantity, item.unit), { width: 40, style: plain })
  put(pen, String(n + 1), { from: 0 }, plain)
  put(pen, `${quantity(pen.offer, item.quantity)} ${unit}`.trim(), { from: at.quantity, end: true }, plain)
  put(pen, amount(item.unitPrice), { from: at.price, end: true }, plain)
  put(pen, item.discount ? taken(pen.offer, item.discount) : '', { from: at.discount, end: true }, plain)
  put(pen, amount(item.net), { from: at.net, end: true }, plain)
}

function sums(pen: Pen): void {
  const { offer, words } = pen
  const { totals, currency } = offer
  const rows: [string, string, Style][] = []
  if (totals.discount > 0) {
    rows.push([words('lines'), money(offer, totals.lines), plain])
    rows.push([words('discountOnAll'), `−${money(offer, totals.discount)}`, plain])
  }
  rows.push([words('netTotal'), money(offer, totals.net), plain])
  for (const { category, rate, base, tax } of totals.taxes)
    rows.push([
      words(`tax.${category}`, { rate: percent(offer, rate), base: money(offer, base) }),
      money(offer, tax),
      plain,
    ])
  rows.push([words('total', { currency }), money(offer, totals.total), { ...bold, size: 11.5 }])
  room(pen, rows.length * leading(plain) + 30)
  pen.y += 8
  for (const [label, value, style] of rows) {
    pen.y += leading(plain) + 2
    put(pen, label, { from: inner * 0.42 }, style)
    put(pen, value, { from: inner, end: true }, style)
  }
  pen.y += 8
  for (const reason of new Set(
    totals.taxes.flatMap(({ category, rate, reason }) => whyNot(words, { category, rate, reason })),
  ))
    for (const part of wrapped(pen, reason, { width: inner, style: small })) line(pen, part, small)
}

/** Why there is no tax, as the firm says it, or in words of the language. */
function whyNot(
  words: Words,
  { category, rate, reason }: { category: string; rate: number; reason: string | null },
): string[] {
  if (reason) return [reason]
  return rate === 0 && ['reverse-charge', 'export', 'exempt'].includes(category)
    ? [words(`reason.${category}`)]
    : []
}

/** The foot of every page, when it is known how many there are. */
function feet(pen: Pen): void {
  const { pdf } = pen.paper
  const { count } = pdf.bufferedPageRange()
  for (let n = 0; n < count; n++) {
    pdf.switchToPage(n)
    pen.y = paper.height - margin.bottom + 22
    ruled(pen)
    const page = pen.words('page', { page: n + 1, pages: count })
    pen.y += leading(small)
    put(pen, page, { from: inner, end: true }, small)
    for (const part of wrapped(pen, pen.offer.footer ?? '', { width: inner * 0.8, style: small }).slice(
      0,
      4,
    )) {
      put(pen, part, { from: 0 }, small)
      pen.y += leading(small)
    }
  }
}

const locale = ({ language }: Printed) => ({ locale: language, timeZone: 'UTC' })

function money(offer: Printed, minor: number): string {
  const digits = minorDigits(offer.currency)
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return formatNumber(minor / 10 ** digits, locale(offer), options)
}

function quantity(offer: Printed, text: string): string {
  return formatNumber(Number(text), locale(offer), { maximumFractionDigits: 4 })
}

function percent(offer: Printed, hundredths: number): string {
  return `${formatNumber(hundredths / 100, locale(offer), { maximumFractionDigits: 2 })} %`
}

function taken(offer: Printed, discount: NonNullable<Printed['discount']>): string {
  return 'percent' in discount ? percent(offer, discount.percent) : money(offer, discount.amount)
}
