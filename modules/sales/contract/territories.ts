import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id, idParams, text, words } from '../../../platform/contract/shapes.ts'

const tag = 'Territories'

const rule = z
  .strictObject({
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
    postcodes: z.array(words(20)).max(500).describe('How postcodes begin'),
    tags: z.array(words(60)).max(100),
    customers: z.array(id).max(2_000).describe('In it whatever the rest says'),
  })
  .partial()
export type TerritoryRule = z.output<typeof rule>

const territoryFields = {
  name: words(120),
  parent: id.nullable(),
  rule,
  fromOn: day,
  toOn: day.nullable().describe('The last day; null: without end'),
}

const named = z.object({ id, name: z.string().nullable() })

const territory = z.object({
  id,
  version: z.int(),
  name: z.string(),
  parent: id.nullable(),
  rule,
  fromOn: z.string(),
  toOn: z.string().nullable(),
  owner: named.nullable().describe('Whose it is today'),
})
export type Territory = z.output<typeof territory>

const handOver = z.object({
  id,
  version: z.int(),
  from: named,
  to: named,
  askedBy: named,
  askedAt: z.string(),
  note: z.string().nullable(),
  customers: z.int(),
  keptPercent: z.int(),
  state: z.enum(['asked', 'refused', 'done']),
  waitsFor: z.array(id).describe('Whose word is missing'),
  refusedWhy: z.string().nullable(),
})
export type HandOver = z.output<typeof handOver>

export const territoryEndpoints = contract({
  territories: {
    name: 'sales.territories.list',
    method: 'GET',
    path: '/sales/territories',
    tag,
    summary: 'All territories with their rules and whose they are today',
    permission: 'sales.read',
    reply: z.object({ items: z.array(territory) }),
  },
  addTerritory: {
    name: 'sales.territories.add',
    method: 'POST',
    path: '/sales/territories',
    tag,
    summary: 'Add a territory',
    permission: 'sales.manage',
    body: z.strictObject({
      ...territoryFields,
      parent: id.nullish(),
      fromOn: day.optional().describe('Today where nothing is said'),
      toOn: day.nullish(),
    }),
    reply: territory,
    status: 201,
    act: 'sales.act.territory-added',
  },
  changeTerritory: {
    name: 'sales.territories.change',
    method: 'PATCH',
    path: '/sales/territories/:id',
    tag,
    summary: 'Change name, place in the tree, rule or days of a territory',
    permission: 'sales.manage',
    params: idParams,
    body: z.strictObject(territoryFields).partial(),
    reply: territory,
    ifMatch: 'optional',
    errors: ['sales.territory-circle'],
    act: 'sales.act.territory-changed',
  },
  giveTerritory: {
    name: 'sales.territories.give',
    method: 'PUT',
    path: '/sales/territories/:id/owner',
    tag,
    summary: 'Say whose a territory is from a day on; null: nobody’s',
    permission: 'sales.manage',
    params: idParams,
    body: z.strictObject({
      user: id.nullable(),
      from: day.optional().describe('Today where nothing is said'),
    }),
    reply: territory,
    errors: ['sales.territory-owned-later'],
    act: 'sales.act.territory-given',
  },
  previewTerritory: {
    name: 'sales.territories.preview',
    method: 'GET',
    path: '/sales/territories/:id/preview',
    tag,
    summary:
      'Which customers that I see are in a territory and not with its owner, by whom they are looked after now',
    permission: 'sales.manage',
    params: idParams,
    reply: z.object({
      inside: z.int(),
      moving: z.int().describe('Those whose owner is another than that of the territory'),
      owners: z.array(z.object({ owner: named.nullable(), customers: z.int() })),
      sample: z.array(z.object({ id, name: z.string(), city: z.string().nullable() })).describe('At most 20'),
    }),
  },
  handOvers: {
    name: 'sales.hand-overs.list',
    method: 'GET',
    path: '/sales/hand-overs',
    tag,
    summary: 'Hand-overs that I give, take or asked for; with sales.manage all; the newest 100',
    permission: 'sales.read',
    reply: z.object({ items: z.array(handOver) }),
  },
  askHandOver: {
    name: 'sales.hand-overs.ask',
    method: 'POST',
    path: '/sales/hand-overs',
    tag,
    summary: 'Ask that customers and their open deals pass from one to another; done when both have agreed',
    permission: 'sales.write',
    body: z.strictObject({
      from: id,
      to: id,
      territory: id.optional().describe('Only customers in it'),
      customers: z
        .array(id)
        .min(1)
        .max(10_000)
        .optional()
        .describe('Only these; all of the giver where nothing is said'),
      keptPercent: z.int().min(0).max(100).default(0),
      note: text(2_000).nullish(),
    }),
    reply: handOver,
    status: 201,
    errors: ['sales.held-out', 'sales.nothing-to-hand-over', 'sales.too-much-to-hand-over'],
    act: 'sales.act.hand-over-asked',
  },
  answerHandOver: {
    name: 'sales.hand-overs.answer',
    method: 'PUT',
    path: '/sales/hand-overs/:id/answer',
    tag,
    summary: 'Accept or refuse a hand-over that asks for my word',
    permission: 'sales.write',
    params: idParams,
    body: z.strictObject({ accept: z.boolean(), why: text(2_000).nullish() }),
    reply: handOver,
    errors: ['sales.hand-over-ended', 'sales.no-word-asked'],
    act: 'sales.act.hand-over-answered',
  },
  holdout: {
    name: 'sales.holdout.read',
    method: 'GET',
    path: '/sales/holdout',
    tag,
    summary: 'Days for which what somebody who left had stays where it is',
    permission: 'sales.read',
    reply: z.object({ days: z.int() }),
  },
  setHoldout: {
    name: 'sales.holdout.set',
    method: 'PUT',
    path: '/sales/holdout',
    tag,
    summary: 'Set these days',
    permission: 'sales.manage',
    body: z.strictObject({ days: z.int().min(0).max(365) }),
    reply: z.object({ days: z.int() }),
    act: 'sales.act.holdout-set',
  },
})
