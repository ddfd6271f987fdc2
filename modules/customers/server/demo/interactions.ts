import type { Random } from '../../../../platform/random.ts'
import { type Author, daysFrom, minutesAfter, workTime } from './author.ts'
import { type Episode, episodes, machines, type Step } from './episodes.ts'
import type { DemoCustomer, DemoEntry, DemoTask, DemoUser } from './story-shape.ts'

const storyDays = 730
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']

/** Interactions of the last two years; few customers are busy, most are quiet. */
export function inventEntries(
  author: Author,
  customers: readonly DemoCustomer[],
  nameOfContact: (customer: DemoCustomer) => string,
): DemoEntry[] {
  return customers.flatMap(customer => {
    const busy = author.random.next() ** 3 * (customer.kind === 'organisation' ? 9 : 3)
    const count = Math.floor(busy + (author.random.chance(0.7) ? 1 : 0))
    return Array.from({ length: count }, () => tellEpisode(author, customer, nameOfContact(customer))).flat()
  })
}

function tellEpisode(author: Author, customer: DemoCustomer, who: string): DemoEntry[] {
  const { random } = author
  const episode = episodeFor(random, customer.kind)
  const age = Math.min(storyDays, (author.today.getTime() - Date.parse(customer.createdAt)) / 86_400_000)
  let at = workTime(author, -Math.ceil(random.next() * Math.max(age, 2)))
  const agent = author.users.find(user => user.id === customer.ownerId) ?? random.pick(author.keepers)
  const words = wordsFor(random, { who, agent })
  const told: DemoEntry[] = []
  for (const step of episode.steps) {
    at = inWorkingHours(minutesAfter(at, step.after * 60))
    // What would lie in the future has not happened yet.
    if (at >= author.today) break
    told.push(entryOf(random, step, { customer, at, agent, words }))
  }
  return told
}

type Telling = { customer: DemoCustomer; at: Date; agent: DemoUser; words: Readonly<Record<string, string>> }

function entryOf(random: Random, step: Step, { customer, at, agent, words }: Telling): DemoEntry {
  const say = (text: string) =>
    random.pick(text.split('|')).replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
  const minutes = step.kind === 'meeting' ? 60 : random.between(3, 20)
  const body = say(step.body)
  return {
    customerId: customer.id,
    at: at.toISOString(),
    endsAt: step.kind === 'meeting' ? minutesAfter(at, minutes).toISOString() : null,
    kind: step.kind,
    title: say(step.title),
    body: body.replace(/(^|[.!?] )(\p{Ll})/gu, found => found.toUpperCase()),
    actorId: agent.id,
    direction: step.direction ?? null,
    pinned: false,
  }
}

/** What would fall into the night or the weekend happens in the next morning of work. */
function inWorkingHours(at: Date): Date {
  const moved = new Date(at)
  if (at.getUTCHours() >= 17) moved.setUTCDate(at.getUTCDate() + 1)
  if (at.getUTCHours() >= 17 || at.getUTCHours() < 6) moved.setUTCHours(7)
  const weekday = moved.getUTCDay()
  if (weekday === 6) moved.setUTCDate(moved.getUTCDate() + 2)
  if (weekday === 0) moved.setUTCDate(moved.getUTCDate() + 1)
  return moved
}

function wordsFor(random: Random, { who, agent }: { who: string; agent: DemoUser }): Record<string, string> {
  return {
    who,
    agent: agent.name,
    n: String(random.between(20_400, 29_900)),
    price: `${random.between(12, 480)} 000 kr`,
    machine: random.pick(machines),
    day: random.pick(weekdays),
  }
}

function episodeFor(random: Random, kind: DemoCustomer['kind']): Episode {
  const fitting = episodes.filter(episode => episode.for === 'both' || episode.for === kind)
  let at = random.next() * fitting.reduce((sum, { share }) => sum + share, 0)
  return fitting.find(({ share }) => (at -= share) < 0) ?? (fitting[0] as Episode)
}

const toDo = [
  'Call back about the invoice',
  'Send the offer',
  'Agree on a date for the yearly service',
  'Ask whether the repair holds',
  'Send the grant form',
  'Check the address: letter came back',
  'Prepare the yearly talk',
  'Follow up the offer',
  'Order the spare part',
]

/** Open tasks (overdue, today, coming) and done ones. */
export function inventTasks(author: Author, customers: readonly DemoCustomer[]): DemoTask[] {
  const { random } = author
  return customers
    .filter(() => random.chance(0.16))
    .map(customer => {
      const days = random.pick([-21, -9, -4, -2, 0, 0, 0, 1, 2, 3, 5, 8, 14, 30, -40, -80, -120])
      const due = workTime(author, days)
      const done = days < -30 || (days < 0 && random.chance(0.6))
      return {
        customerId: customer.id,
        title: random.pick(toDo),
        body: null,
        dueAt: (days === 0 ? todayAt(author, random.between(13, 17)) : due).toISOString(),
        assigneeId: customer.ownerId ?? random.pick(author.keepers).id,
        priority: random.pick(['normal', 'normal', 'normal', 'high', 'low'] as const),
        completedAt: done ? minutesAfter(due, -random.between(10, 3000)).toISOString() : null,
        createdAt: daysFrom(due, -random.between(4, 20)).toISOString(),
      }
    })
}

export function todayAt(author: Author, hour: number): Date {
  const at = new Date(author.today)
  at.setUTCHours(hour, 0, 0, 0)
  return at
}

/** Meetings of the next two weeks. */
export function inventAppointments(author: Author, customers: readonly DemoCustomer[]): DemoEntry[] {
  const { random } = author
  return random.some(customers, 24).map((customer, index) => {
    const at = workTime(author, 1 + Math.floor(index / 2))
    return {
      customerId: customer.id,
      at: at.toISOString(),
      endsAt: minutesAfter(at, random.pick([30, 60, 90])).toISOString(),
      kind: 'meeting' as const,
      title: random.pick([
        'Visit on site',
        'Talk about the offer',
        'Yearly talk',
        'Handover',
        'Contract talk',
      ]),
      body: null,
      actorId: customer.ownerId ?? random.pick(author.keepers).id,
      direction: null,
      pinned: false,
    }
  })
}
