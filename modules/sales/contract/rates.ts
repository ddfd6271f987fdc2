import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id, idParams } from '../../../platform/contract/shapes.ts'
import { currency } from './shapes.ts'

const tag = 'Settings of sales'
const manage = { tag, permission: 'sales.manage' } as const

const rate = z
  .number()
  .min(1e-10)
  .max(1e9)
  .describe('What a whole unit is worth in the firm’s currency; ten decimals are kept')

const rateView = z.object({
  id,
  currency: z.string(),
  day: z.string(),
  rate: z.string().describe('A decimal number as it is kept'),
  version: z.int(),
})
export type RateView = z.output<typeof rateView>

const conversionView = z.object({
  id,
  why: z.enum(['rates', 'house', 'undone', 'day']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  askedAt: z.string(),
  finishedAt: z.string().nullable(),
  looked: z.int().describe('Amounts looked at'),
  changed: z.int().describe('Amounts worked out anew'),
  missing: z.int().describe('Amounts for which there was no rate'),
})
export type ConversionView = z.output<typeof conversionView>

const written = z.object({ id, version: z.int() })

export const rateEndpoints = contract({
  rates: {
    ...manage,
    name: 'sales.rates.list',
    method: 'GET',
    path: '/sales/rates',
    summary: 'The firm’s currency and its dated rates, the newest first, and which amounts have none',
    query: z.object({
      currency: currency.optional().describe('Rates of this currency only'),
      cursor: z.string().max(40).optional(),
    }),
    reply: z.object({
      house: z.object({ currency: z.string(), version: z.int() }),
      items: z.array(rateView),
      next: z.string().nullable(),
      currencies: z.array(z.string()).describe('Those with any rate'),
      missing: z
        .array(
          z.object({
            currency: z.string(),
            open: z.int(),
            closed: z.int(),
            from: z.string().describe('The first day for which a rate would be needed'),
          }),
        )
        .describe('Amounts of deals that no sum contains, because no rate counts for their day'),
      conversion: conversionView.nullable().describe('The latest working out of all amounts'),
    }),
  },
  setHouseCurrency: {
    ...manage,
    name: 'sales.house-currency.set',
    method: 'PUT',
    path: '/sales/house-currency',
    summary: 'Set the currency in which the firm adds up; all amounts are worked out anew',
    description:
      'Rates are carried over through the rate of the new currency in the former. Those of the former are kept for the day it becomes the firm’s again.',
    body: z.strictObject({ currency }),
    reply: z.object({ currency: z.string(), version: z.int(), carried: z.int() }),
    ifMatch: 'optional',
    act: 'sales.act.house-currency-set',
  },
  addRate: {
    ...manage,
    name: 'sales.rates.add',
    method: 'POST',
    path: '/sales/rates',
    summary: 'Add a rate that counts from a day on',
    body: z.strictObject({ currency, day, rate }),
    reply: written,
    status: 201,
    errors: ['sales.rate-there'],
    act: 'sales.act.rate-added',
  },
  pasteRates: {
    ...manage,
    name: 'sales.rates.paste',
    method: 'POST',
    path: '/sales/rates/lines',
    summary: 'Write many rates down, a line each: currency, day, rate; a rate of the same day is replaced',
    description: 'All lines are taken or none: what is wrong is said line by line.',
    body: z.strictObject({ lines: z.string().min(1).max(200_000) }),
    reply: z.object({ added: z.int(), changed: z.int(), same: z.int() }),
    act: 'sales.act.rates-pasted',
  },
  changeRate: {
    ...manage,
    name: 'sales.rates.change',
    method: 'PATCH',
    path: '/sales/rates/:id',
    summary: 'Change a rate or its day',
    params: idParams,
    body: z.strictObject({ day, rate }).partial(),
    reply: written,
    ifMatch: 'optional',
    errors: ['sales.rate-there'],
    act: 'sales.act.rate-changed',
  },
  removeRate: {
    ...manage,
    name: 'sales.rates.remove',
    method: 'DELETE',
    path: '/sales/rates/:id',
    summary: 'Remove a rate; the one before it counts again',
    params: idParams,
    reply: z.object({ removed: z.int() }),
    act: 'sales.act.rate-removed',
  },
})
