import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, words } from '../../../platform/contract/shapes.ts'
import { outcome } from './shapes.ts'

export const manage = { tag: 'Settings of sales', permission: 'sales.manage' } as const
export const taken = 'sales.name-taken'

export const named = z.strictObject({ name: words(120) })
export const order = z.strictObject({
  ids: z.array(id).min(1).max(500).describe('All that are in use, in their new order'),
})
export const written = z.object({ id, version: z.int() })
export const ordered = z.object({ ids: z.array(id) })

/** Why deals are won and lost, and against whom. */
export const closingEndpoints = contract({
  addReason: {
    ...manage,
    name: 'sales.reasons.add',
    method: 'POST',
    path: '/sales/reasons',
    summary: 'Add a reason for which deals are won, or lost',
    body: named.extend({ outcome }),
    reply: written,
    status: 201,
    errors: [taken],
    act: 'sales.act.reason-added',
  },
  changeReason: {
    ...manage,
    name: 'sales.reasons.change',
    method: 'PATCH',
    path: '/sales/reasons/:id',
    summary: 'Rename a closing reason',
    params: idParams,
    body: named,
    reply: written,
    ifMatch: 'optional',
    errors: [taken],
    act: 'sales.act.reason-changed',
  },
  orderReasons: {
    ...manage,
    name: 'sales.reasons.order',
    method: 'PUT',
    path: '/sales/reasons/order',
    summary: 'Put the reasons of an outcome in an order',
    body: order.extend({ outcome }),
    reply: ordered,
    act: 'sales.act.reasons-ordered',
  },
  retireReason: {
    ...manage,
    name: 'sales.reasons.retire',
    method: 'PUT',
    path: '/sales/reasons/:id/retirement',
    summary: 'Take a closing reason out of use; closed deals keep it',
    params: idParams,
    reply: written,
    act: 'sales.act.reason-retired',
  },
  bringBackReason: {
    ...manage,
    name: 'sales.reasons.bring-back',
    method: 'DELETE',
    path: '/sales/reasons/:id/retirement',
    summary: 'Take a closing reason into use again',
    params: idParams,
    reply: written,
    errors: [taken],
    act: 'sales.act.reason-brought-back',
  },
  addCompetitor: {
    ...manage,
    name: 'sales.competitors.add',
    method: 'POST',
    path: '/sales/competitors',
    summary: 'Add a competitor',
    body: z.strictObject({ name: words(200) }),
    reply: written,
    status: 201,
    errors: [taken],
    act: 'sales.act.competitor-added',
  },
  changeCompetitor: {
    ...manage,
    name: 'sales.competitors.change',
    method: 'PATCH',
    path: '/sales/competitors/:id',
    summary: 'Rename a competitor',
    params: idParams,
    body: z.strictObject({ name: words(200) }),
    reply: written,
    ifMatch: 'optional',
    errors: [taken],
    act: 'sales.act.competitor-changed',
  },
  orderCompetitors: {
    ...manage,
    name: 'sales.competitors.order',
    method: 'PUT',
    path: '/sales/competitors/order',
    summary: 'Put the competitors in an order',
    body: order,
    reply: ordered,
    act: 'sales.act.competitors-ordered',
  },
  retireCompetitor: {
    ...manage,
    name: 'sales.competitors.retire',
    method: 'PUT',
    path: '/sales/competitors/:id/retirement',
    summary: 'Take a competitor out of use; deals keep it',
    params: idParams,
    reply: written,
    act: 'sales.act.competitor-retired',
  },
  bringBackCompetitor: {
    ...manage,
    name: 'sales.competitors.bring-back',
    method: 'DELETE',
    path: '/sales/competitors/:id/retirement',
    summary: 'Take a competitor into use again',
    params: idParams,
    reply: written,
    errors: [taken],
    act: 'sales.act.competitor-brought-back',
  },
})
