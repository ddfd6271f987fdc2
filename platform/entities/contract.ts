import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'
import { id, idParams, nothing, words } from '../contract/shapes.ts'

const tag = 'Fields'
/** What a users' own field can be, in the order in which it is offered. */
export const ownFieldKinds = [
  'text',
  'longtext',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'datetime',
  'choice',
  'tags',
  'email',
  'phone',
  'url',
] as const
const kind = z.enum(ownFieldKinds)
const ownField = z.object({
  id,
  entity: z.string(),
  key: z.string(),
  label: z.string(),
  kind,
  choices: z.unknown(),
  required: z.boolean(),
  position: z.int(),
  version: z.int(),
})
const choices = z.array(z.strictObject({ value: words(100), label: words(100).optional() })).max(200)

/** The entities as they are, and the users' own fields. */
export const fieldsContract = contract({
  entities: {
    name: 'entities.list',
    method: 'GET',
    path: '/entities',
    tag,
    summary: 'Kinds of records with the fields I may see',
    permission: 'signed-in',
    reply: z.object({ items: z.array(z.looseObject({ name: z.string() })) }),
  },
  list: {
    name: 'fields.list',
    method: 'GET',
    path: '/fields',
    tag,
    summary: 'Own fields',
    permission: 'signed-in',
    query: z.object({ entity: z.string().max(60).optional() }),
    reply: z.object({ items: z.array(ownField) }),
  },
  create: {
    name: 'fields.create',
    method: 'POST',
    path: '/fields',
    tag,
    summary: 'Add an own field',
    permission: 'fields.manage',
    body: z.strictObject({
      entity: z.string().max(60),
      key: z.string().regex(/^[a-z][a-z0-9_]{0,58}$/),
      label: words(100),
      kind,
      choices: choices.optional(),
      required: z.boolean().optional(),
    }),
    reply: ownField,
    status: 201,
    act: 'platform.act.field-added',
    errors: ['platform.no-own-fields'],
  },
  change: {
    name: 'fields.change',
    method: 'PATCH',
    path: '/fields/:id',
    tag,
    summary: 'Rename an own field or change its choices',
    permission: 'fields.manage',
    params: idParams,
    body: z.strictObject({
      label: words(100).optional(),
      choices: choices.optional(),
      position: z.int().min(0).max(10_000).optional(),
    }),
    reply: ownField,
    act: 'platform.act.field-changed',
  },
  remove: {
    name: 'fields.remove',
    method: 'DELETE',
    path: '/fields/:id',
    tag,
    summary: 'Remove an own field from forms and lists; its values stay in the records',
    permission: 'fields.manage',
    params: idParams,
    reply: nothing,
    act: 'platform.act.field-removed',
  },
})
