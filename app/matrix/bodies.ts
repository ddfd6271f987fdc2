import type { Caller } from '../testing.ts'
import type { Family } from '../testing/world.ts'

const rule = { on: false, review: 4, link: 12, agree: 'contact', sameOwner: true, cap: 8 }

/** A body that an endpoint takes, so that only rights can refuse it; `family` is what it is about. */
export function bodyFor(name: string, family: Family, caller: Caller): unknown {
  const bodies: Record<string, unknown> = {
    'customers.create': { name: 'New one' },
    'customers.change': { city: 'Malmö' },
    'customers.bulk-change': { ids: [family.customer], set: { city: 'Malmö' }, addTags: ['x'] },
    'customers.bulk-remove': { ids: [family.customer] },
    'customers.entries.add': { kind: 'note', body: 'A note' },
    'customers.entries.change': { body: 'Another note' },
    'customers.contact-points.add': { kind: 'phone', value: '+46 8 123 456' },
    'customers.contact-points.change': { label: 'office' },
    'customers.relationships.add': { otherId: family.other, kind: 'partner', role: 'friend' },
    'customers.relationships.change': { title: 'since long' },
    'customers.tasks.add': { title: 'To do' },
    'customers.tasks.change': { title: 'To do soon' },
    'customers.mentions.read': { customerId: family.customer },
    'customers.family.link': { ids: [family.other] },
    'data-quality.golden.preview': { ids: [family.customer] },
    'data-quality.golden.link': { ids: [family.customer, family.other] },
    'data-quality.golden.choose': { field: 'level', member: family.customer },
    'data-quality.golden.try': { sources: ['erp'], fields: {} },
    'data-quality.golden.set-policy': { sources: ['erp'], fields: {} },
    'data-quality.trust.confirm': { values: [{ field: 'email', value: family.email }] },
    'data-quality.trust.confirm-many': { customers: [family.customer], fields: ['email'] },
    'data-quality.dispute.raise': { field: 'email', value: family.email, reason: 'It bounces' },
    'data-quality.dispute.settle': { outcome: 'withdrawn' },
    'data-quality.trust.set-policy': { halfLives: { phone: 2 }, reliability: {}, settleWithinHours: 24 },
    'matching.check': { customer: { name: 'Kessler & Sons', emails: ['info@kessler.example'] } },
    'matching.decide': { verdict: 'later' },
    'matching.rule.set': rule,
    'matching.rule.try': rule,
    'matching.run.start': { kind: 'new' },
    'views.create': { entity: 'customer', name: 'Another' },
    'views.change': { name: 'Renamed' },
    'fields.create': { entity: 'customer', key: `f${caller.id.slice(-8)}`, label: 'Field', kind: 'text' },
    'fields.change': { label: 'Renamed' },
    'transfer.exports.create': { entity: 'customer', format: 'csv' },
    'staff.organisation.rename': { name: 'Other' },
    'staff.team.create': { name: `Team ${caller.id}` },
    'staff.team.edit': { name: `Team of ${caller.id}` },
    'staff.unit.create': { name: `Unit ${caller.id}` },
    'staff.unit.edit': { name: `Unit of ${caller.id}` },
    'staff.user.edit': { name: 'Somebody' },
    'staff.invitation.create': { email: `x${caller.id.slice(-8)}@firm.example`, role: 'reader' },
    'staff.key.create': { name: 'k', role: 'reader' },
    'staff.demo.switch-role': { role: 'reader' },
  }
  return bodies[name]
}
