import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test as plainTest } from 'vitest'
import { registerTexts } from '../../../../../platform/i18n/index.ts'
import { salesTexts } from '../../../texts/index.ts'
import { type Printed, printOffer } from './document.ts'

registerTexts(salesTexts)

const reader = spawnSync('pdftotext', ['-v']).error === undefined
if (!reader) console.warn('Without pdftotext (Debian poppler-utils) what is printed is not read back.')
const test = plainTest.skipIf(!reader)

const read = (pdf: Buffer, ...how: string[]) =>
  execFileSync('pdftotext', [...how, '-enc', 'UTF-8', '-', '-'], { input: pdf }).toString()

/** Arabic letters without their dots. */
const shapes = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[بتثنيى]/g, 'ب')
    .replaceAll(/[جحخ]/g, 'ح')
    .replaceAll(/[دذ]/g, 'د')
    .replaceAll(/[رز]/g, 'ر')
    .replaceAll(/[سش]/g, 'س')
    .replaceAll(/[صض]/g, 'ص')
    .replaceAll(/[طظ]/g, 'ط')
    .replaceAll(/[عغ]/g, 'ع')
    .replaceAll(/[فق]/g, 'ف')
    .replaceAll(/[هة]/g, 'ه')

const line = (name: string): Printed['lines'][number] => ({
  name,
  description: null,
  quantity: '2.5',
  unit: 'h',
  unitPrice: 12_000,
  discount: { percent: 1000 },
  taxRate: 1900,
  net: 27_000,
})

function offer(more: Partial<Printed>): Printed {
  return {
    number: 'Q-2026-0007',
    version: 2,
    title: 'Pumps for the works',
    sender: 'Nordwerk GmbH\nHafenstraße 1\n20457 Hamburg',
    recipient: 'Ångström & Søn ApS\nKøbenhavn',
    language: 'en',
    currency: 'EUR',
    sentOn: '2026-11-22',
    validUntil: '2026-12-22',
    intro: 'As we agreed.',
    terms: 'Payable within 30 days.',
    taxCountry: 'DE',
    discount: null,
    lines: [line('Setting up')],
    totals: {
      lines: 27_000,
      discount: 0,
      net: 27_000,
      tax: 5130,
      total: 32_130,
      taxes: [{ category: 'standard', rate: 1900, reason: null, base: 27_000, tax: 5130 }],
    },
    footer: 'Register HRB 1',
    draft: false,
    made: new Date('2026-11-22T10:00:00Z'),
    ...more,
  }
}

test('an offer says who, what, until when and how much', async () => {
  const text = read(await printOffer(offer({})), '-layout')
  for (const word of [
    'Nordwerk GmbH',
    'Ångström & Søn ApS',
    'Q-2026-0007',
    'December 22, 2026',
    'Setting up',
    '2.5 h',
    '120.00',
    '10 %',
    '270.00',
    'VAT 19 % on 270.00',
    '51.30',
    '321.30',
    'Payable within 30 days.',
    'Register HRB 1',
    'Page 1 of 1',
  ])
    expect(text).toContain(word)
})

test('in German numbers and words are German', async () => {
  const text = read(await printOffer(offer({ language: 'de' })), '-layout')
  for (const word of ['Gültig bis', '22. Dezember 2026', 'USt. 19 % auf 270,00', '321,30', 'Seite 1 von 1'])
    expect(text).toContain(word)
})

test('an Arabic offer can be read, with names in Latin letters within it', async () => {
  const text = read(
    await printOffer(
      offer({
        language: 'ar',
        title: 'مضخات للمصنع',
        recipient: 'شركة النور للتجارة\nدبي',
        lines: [line('مضخة مياه (Nordwerk 300)')],
      }),
    ),
  )
  // Letters that differ by their dots only share a shape in the file, so they are read back by their shape.
  for (const word of ['عرض', 'السعر', 'مضخات', 'للمصنع', 'النور'])
    expect(shapes(text)).toContain(shapes(word))
  expect(text).toContain('Nordwerk 300')
  expect(text).toContain('321.30')
})

test('many lines and long names go over several pages, each numbered, with the titles of the columns again', async () => {
  const lines = Array.from({ length: 90 }, (_, n) =>
    line(`Item ${n + 1} ${n % 7 === 0 ? 'with-a-very-long-name-without-any-space-'.repeat(4) : ''}`),
  )
  const pdf = await printOffer(offer({ lines }))
  const pages = read(pdf, '-layout').split('\f').slice(0, -1)
  expect(pages.length).toBeGreaterThan(3)
  for (const [n, page] of pages.entries()) expect(page).toContain(`Page ${n + 1} of ${pages.length}`)
  expect(pages[1]).toContain('Description')
  expect(pages.join('')).toContain('Item 90')
})

test('Greek, Cyrillic and Vietnamese names are printed as well', async () => {
  const text = read(await printOffer(offer({ recipient: 'Αθήνα\nМосква\nNguyễn Thị Hằng' })))
  for (const word of ['Αθήνα', 'Москва', 'Nguyễn Thị Hằng']) expect(text).toContain(word)
})

test('a draft says that it is none', async () => {
  expect(read(await printOffer(offer({ draft: true })))).toContain('not an offer yet')
})
