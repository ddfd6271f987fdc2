import type { Context } from '../../../../platform/context.ts'
import { type FieldProblem, Invalid } from '../../../../platform/errors.ts'
import { type ImportField, importFields } from '../../../../platform/transfer/target.ts'
import type { RemoteObject } from '../connectors/port.ts'
import type { DocumentRole, FieldRule } from '../systems/system.ts'
import { customerTarget } from '../translating/translation.ts'

/** An object there as somebody wants to join it. */
export type Joining = {
  shape: RemoteObject
  role: 'customer' | 'document'
  document?: DocumentRole | null | undefined
  parent?: { space: string; name: string } | null | undefined
  parentFields?: readonly string[] | null | undefined
  mapping: readonly FieldRule[]
}

/** Throws `Invalid` with a path below `path` for everything that cannot be as it was said. */
export function checkedJoin(ctx: Context, join: Joining, path: string): void {
  const problems = joinProblems(ctx, join, path)
  if (problems.length > 0) throw new Invalid(problems)
}

/** What is wrong with an object as it is to be joined. */
export function joinProblems(ctx: Context, join: Joining, path: string): FieldProblem[] {
  const { shape, role } = join
  const has = fieldsOf(shape)
  const problems: FieldProblem[] = []
  if (shape.key.length === 0 || shape.key.some(name => !has.has(name)))
    problems.push({
      path: `${path}.shape.key`,
      code: 'integration.no-key',
      message: `“${shape.name}” has no key by which its records are told apart, so it cannot be joined.`,
    })
  if (has.size < shape.fields.length)
    problems.push({
      path: `${path}.shape.fields`,
      code: 'integration.field-twice',
      message: `“${shape.name}” has two fields of the same name.`,
    })
  return [
    ...problems,
    ...mappingProblems(ctx, { shape, role, mapping: join.mapping, path: `${path}.mapping` }),
    ...documentProblems(join, path),
  ]
}

const fieldsOf = (shape: RemoteObject) => new Set(shape.fields.map(({ name }) => name))

type Mapped = { shape: RemoteObject; role: Joining['role']; mapping: readonly FieldRule[]; path: string }

/** What is wrong with the rules for the fields of an object. */
export function mappingProblems(ctx: Context, { shape, role, mapping, path }: Mapped): FieldProblem[] {
  const has = fieldsOf(shape)
  const targets = new Map(
    importFields(ctx.catalogue.entity('customer'), customerTarget, ctx.actor).map(field => [
      field.key,
      field,
    ]),
  )
  const seen = { fields: new Set<string>(), targets: new Set<string>() }
  const problems = mapping.flatMap((rule, at) => {
    const found = ruleProblem(rule, { has, targets: role === 'customer' ? targets : new Map(), seen })
    return found ? [{ path: `${path}.${at}.${found.at}`, code: found.code, message: found.message }] : []
  })
  const named = mapping.some(({ target }) => target !== null && naming.has(target))
  if (role === 'customer' && !named)
    problems.push({
      path,
      code: 'integration.no-name',
      message: 'No field goes to a name. Customers need one: a name, or a given or family name.',
    })
  return problems
}

const naming = new Set(['name', 'givenName', 'familyName'])

type Against = {
  has: ReadonlySet<string>
  targets: ReadonlyMap<string, ImportField>
  seen: { fields: Set<string>; targets: Set<string> }
}
type Found = { at: 'field' | 'target' | 'write'; code: string; message: string }

function ruleProblem({ field, target, write }: FieldRule, { has, targets, seen }: Against): Found | null {
  if (!has.has(field))
    return { at: 'field', code: 'integration.no-such-field', message: `There is no field “${field}” there.` }
  if (seen.fields.has(field))
    return { at: 'field', code: 'integration.field-twice', message: `“${field}” is mapped twice.` }
  seen.fields.add(field)
  if (target === null)
    return write === 'no'
      ? null
      : {
          at: 'write',
          code: 'integration.write-untargeted',
          message: `“${field}” is only shown, so nothing can be written to it.`,
        }
  const known = targets.get(target)
  if (!known)
    return {
      at: 'target',
      code: 'integration.no-such-target',
      message: `Customers have no field “${target}” that could be filled.`,
    }
  if (!known.repeatable && seen.targets.has(target))
    return {
      at: 'target',
      code: 'integration.target-twice',
      message: `Two fields go to “${target}”; it holds one value.`,
    }
  seen.targets.add(target)
  return null
}

function documentProblems(join: Joining, path: string): FieldProblem[] {
  const { shape, role, document, parent, parentFields } = join
  if (role === 'customer')
    return document || parent || parentFields
      ? [
          {
            path: `${path}.role`,
            code: 'integration.not-a-document',
            message: 'Customers belong to nobody else; leave document and parent out.',
          },
        ]
      : []
  if (!document || !parent || !parentFields)
    return [
      {
        path: `${path}.parent`,
        code: 'integration.parent-missing',
        message: `Say what “${shape.name}” holds, whose its records are, and by which fields they say so.`,
      },
    ]
  const has = fieldsOf(shape)
  const unknown = parentFields.filter(name => !has.has(name))
  return [
    ...documentFieldProblems(shape, document, `${path}.document`),
    ...unknown.map(name => ({
      path: `${path}.parentFields`,
      code: 'integration.no-such-field',
      message: `There is no field “${name}” there.`,
    })),
  ]
}

/** What is wrong with what is said of documents. */
export function documentFieldProblems(
  shape: RemoteObject,
  document: DocumentRole,
  path: string,
): FieldProblem[] {
  const has = fieldsOf(shape)
  const { kind: _, ...fields } = document
  return Object.entries(fields).flatMap(([role, field]) =>
    field === null || has.has(field)
      ? []
      : [
          {
            path: `${path}.${role}`,
            code: 'integration.no-such-field',
            message: `There is no field “${field}” there.`,
          },
        ],
  )
}
