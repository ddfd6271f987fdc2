import { type Author, daysFrom, dayOf, minutesAfter, workTime } from './author.ts'
import { cast, type Organisation } from './organisations.ts'
import type { DemoCustomer, DemoEntry, DemoRelationship, DemoTask } from './story-shape.ts'
import { todayAt } from './interactions.ts'

export type Told = { entries: DemoEntry[]; tasks: DemoTask[]; relationships: DemoRelationship[] }

type Line = readonly [
  days: number,
  kind: DemoEntry['kind'],
  direction: DemoEntry['direction'],
  title: string,
  body: string,
]

/** The plot lines: each takes one or two customers and tells what happened to them. Changes the cast where it must. */
export function tellPlots(author: Author, organisations: readonly Organisation[]): Told {
  const told: Told = { entries: [], tasks: [], relationships: [] }
  const find = (role: keyof typeof cast) =>
    organisations.find(({ name }) => name === cast[role].name) as Organisation
  for (const plot of [renewal, outage, complaint, merger, asleep]) plot(author, find, told)
  return told
}

type Plot = (author: Author, find: (role: keyof typeof cast) => Organisation, told: Told) => void

const renewal: Plot = (author, find, told) => {
  const customer = recast(author, find('renewal'), {
    level: 'gold',
    tags: ['housing', 'framework', 'renewal'],
  })
  told.entries.push(
    ...lines(author, customer, [
      [
        -710,
        'note',
        null,
        'Framework agreement signed',
        'Maintenance of 14 heat pumps for two years. Ends with this year.',
      ],
      [
        -64,
        'meeting',
        null,
        'Talk about the renewal',
        'The board likes the service but has an offer that is 8 % cheaper. Wants one price for all 14 units and a person to call.',
      ],
      [
        -41,
        'email',
        'out',
        'Offer for two more years',
        'One price per unit, emergency number, yearly report on consumption.',
      ],
      [
        -12,
        'call',
        'in',
        'They hesitate at the price',
        'If units 3 and 9 are replaced within the contract, the chair would sign. Needs revised figures before the meeting.',
      ],
      [
        -5,
        'email',
        'in',
        'Re: Offer for two more years',
        'The board meets this week. Please send the revised offer before.',
      ],
      [3, 'meeting', null, 'Board meeting: decision on the renewal', 'We have 15 minutes at seven.'],
    ]),
  )
  told.tasks.push(
    task(author, customer, {
      title: 'Send the revised offer for the renewal',
      due: todayAt(author, 15),
      priority: 'high',
    }),
  )
}

const outage: Plot = (author, find, told) => {
  const customer = recast(author, find('outage'), { level: 'silver', tags: ['cold storage', 'maintenance'] })
  const night = workTime(author, -286)
  night.setUTCHours(1, 42)
  const calls: readonly (readonly [number, DemoEntry['kind'], DemoEntry['direction'], string, string])[] = [
    [
      0,
      'call',
      'in',
      'Cold room at +9 °C',
      'Night baker calls: alarm since half past one, 600 kg of dough in danger.',
    ],
    [25, 'note', null, 'Two technicians on the way', 'Emergency order 27118.'],
    [
      95,
      'call',
      'out',
      'Dough moved to the neighbour',
      'The dairy across the road takes everything until morning.',
    ],
    [
      310,
      'note',
      null,
      'Cold room runs again',
      'Compressor control burnt. Replacement from the van; final part ordered.',
    ],
    [
      2900,
      'meeting',
      null,
      'Looked back at the outage',
      'Agreed on remote monitoring for all cold rooms. They thanked the two of that night by name.',
    ],
  ]
  for (const [minutes, kind, direction, title, body] of calls) {
    told.entries.push(
      entry(author, customer, { at: minutesAfter(night, minutes), kind, direction, title, body }),
    )
  }
}

const complaint: Plot = (author, find, told) => {
  const customer = recast(author, find('complaint'), { level: 'gold', tags: ['ventilation', 'reference'] })
  told.entries.push(
    ...lines(author, customer, [
      [
        -480,
        'email',
        'in',
        'Complaint: guests cannot sleep',
        'The new ventilation hums on the third floor. Eleven rooms refunded in two weeks. They ask for the money back.',
      ],
      [-479, 'call', 'out', 'Apologised, visit tomorrow', 'No excuses; we come with the manufacturer.'],
      [-478, 'meeting', null, 'Measured at night', '38 dB in room 304, agreed were 28. Mounts too stiff.'],
      [
        -470,
        'note',
        null,
        'Rebuilt at our cost',
        'New mounts and a lower night speed. 26 dB now. We carry the eleven refunds.',
      ],
      [-430, 'call', 'in', 'They are calm again', 'The director: “You stood by it. That is rare.”'],
      [
        -210,
        'email',
        'in',
        'Order for the second house',
        'Ventilation for the house by the fjord, without another offer.',
      ],
      [-60, 'note', null, 'May be named as a reference', 'Also gladly shows it to others, best in spring.'],
    ]),
  )
}

const merger: Plot = (author, find, told) => {
  const one = recast(author, find('merging'), { level: 'silver', tags: ['framework'] })
  const other = recast(author, find('merged'), { level: 'bronze', tags: ['framework'] })
  told.entries.push(
    ...lines(author, one, [
      [
        -118,
        'call',
        'in',
        'They merge with Bråthen Plastindustri',
        'From the new year both are one company under the name Bråten Plast. One contract wanted, one invoice address.',
      ],
      [
        -33,
        'meeting',
        null,
        'How the contracts go together',
        'Theirs ends in June, the other in December. We prolong the first by six months.',
      ],
    ]),
    ...lines(author, other, [
      [
        -30,
        'note',
        null,
        'Becomes part of Bråten Plast',
        'Do not start anything new here. See the notes at Bråten Plast AS.',
      ],
    ]),
  )
  told.relationships.push({
    from: other.id,
    to: one.id,
    kind: 'ownership',
    role: 'new parent',
    reverseRole: 'joins us',
    title: null,
    fromDate: dayOf(daysFrom(author.today, -118)),
    toDate: null,
  })
  told.tasks.push(
    task(author, one, {
      title: 'Merge the records of Bråten and Bråthen',
      due: daysFrom(author.today, 40),
      priority: 'normal',
    }),
  )
}

const asleep: Plot = (author, find, told) => {
  const customer = recast(author, find('asleep'), { level: 'silver', tags: ['cold storage'] })
  told.entries.push(
    ...[-720, -690, -655, -610, -570, -540, -500, -470].flatMap(days =>
      lines(author, customer, [
        [days, days % 20 === 0 ? 'call' : 'email', 'in', 'Order of spare parts', 'The usual monthly order.'],
      ]),
    ),
    ...lines(author, customer, [
      [-441, 'note', null, 'No order this month', 'First time in years. Their buyer has left.'],
    ]),
  )
  customer.ownerId = null
  told.tasks.push({
    ...task(author, customer, {
      title: 'Find out who buys at Kvernes Fisk now',
      due: daysFrom(author.today, -300),
      priority: 'low',
    }),
    body: 'Nobody has looked after this customer since the owner moved.',
  })
}

function recast(
  author: Author,
  customer: Organisation,
  as: Pick<DemoCustomer, 'level' | 'tags'>,
): Organisation {
  const createdAt = daysFrom(author.today, -author.random.between(1100, 2600))
  return Object.assign(customer, as, {
    createdAt: createdAt.toISOString(),
    ownerId: author.random.pick(author.keepers).id,
  })
}

function lines(author: Author, customer: DemoCustomer, told: readonly Line[]): DemoEntry[] {
  return told.map(([days, kind, direction, title, body]) =>
    entry(author, customer, { at: workTime(author, days), kind, direction, title, body }),
  )
}

function entry(
  author: Author,
  customer: DemoCustomer,
  told: { at: Date } & Pick<DemoEntry, 'kind' | 'direction' | 'title' | 'body'>,
): DemoEntry {
  const { at, ...rest } = told
  return {
    ...rest,
    customerId: customer.id,
    at: at.toISOString(),
    endsAt: rest.kind === 'meeting' ? minutesAfter(at, 60).toISOString() : null,
    actorId: customer.ownerId ?? author.random.pick(author.keepers).id,
    pinned: rest.title.startsWith('May be named') || rest.title.startsWith('Becomes part'),
  }
}

function task(
  author: Author,
  customer: DemoCustomer,
  { title, due, priority }: { title: string; due: Date; priority: DemoTask['priority'] },
): DemoTask {
  return {
    customerId: customer.id,
    title,
    body: null,
    dueAt: due.toISOString(),
    priority,
    completedAt: null,
    assigneeId: customer.ownerId ?? author.random.pick(author.keepers).id,
    createdAt: daysFrom(due, -10).toISOString(),
  }
}
