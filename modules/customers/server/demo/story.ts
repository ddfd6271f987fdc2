import { type Author, authorOf } from './author.ts'
import { inventAppointments, inventEntries, inventTasks } from './interactions.ts'
import { makeMistakes } from './mistakes.ts'
import { inventOrganisations, type Organisation } from './organisations.ts'
import { inventPersons } from './persons.ts'
import { tellPlots } from './plots.ts'
import type { DemoCustomer, DemoRelationship, DemoStory, StorySettings } from './story-shape.ts'
import { addTwins } from './twins.ts'

const organisationCount = 408
const personCount = 1074

/**
 * The customers of the demo company and two years with them, always the same for the same seed, day and users. About
 * 420 organisations and 1,100 persons; all names are invented and all addresses and numbers reserved for examples.
 */
export function demoStory(settings: StorySettings): DemoStory {
  const author = authorOf(settings)
  const organisations = inventOrganisations(author, organisationCount)
  const { persons, relationships } = inventPersons(author, { organisations, count: personCount })
  const twins = addTwins(author, { organisations, persons })
  const plots = tellPlots(author, organisations)
  const told = [...organisations, ...persons]
  const ties = [
    ...dropUnknown(relationships, told),
    ...twins,
    ...plots.relationships,
    ...trade(author, organisations),
  ]
  const contact = contactNames(ties, persons)
  const entries = inventEntries(author, told, customer => contact.get(customer.id) ?? customer.name)
  const tasks = inventTasks(author, told)
  const appointments = inventAppointments(author, organisations)
  const everyone: { organisations: DemoCustomer[]; persons: DemoCustomer[] } = {
    organisations: [...organisations],
    persons,
  }
  makeMistakes(author, everyone)
  return {
    ...everyone,
    relationships: ties,
    entries: [...entries, ...appointments, ...plots.entries],
    tasks: [...tasks, ...plots.tasks],
  }
}

/** Twins take the places of invented persons; ties of the places they took stay with whoever is still there. */
function dropUnknown(ties: DemoRelationship[], told: readonly DemoCustomer[]): DemoRelationship[] {
  const known = new Set(told.map(({ id }) => id))
  return ties.filter(tie => known.has(tie.from) && known.has(tie.to))
}

/** Whom one talks to at an organisation: the first person known there. */
function contactNames(
  ties: readonly DemoRelationship[],
  persons: readonly DemoCustomer[],
): Map<string, string> {
  const names = new Map(persons.map(person => [person.id, person.name]))
  const contacts = new Map<string, string>()
  for (const tie of ties) {
    const name = names.get(tie.from)
    if (name && tie.kind === 'employment' && !contacts.has(tie.to)) contacts.set(tie.to, name)
  }
  return contacts
}

/** Who delivers to whom, and who belongs to whom. */
function trade(author: Author, organisations: readonly Organisation[]): DemoRelationship[] {
  const { random } = author
  const pairs = random.some(organisations, 80)
  return Array.from({ length: 40 }, (_, index) => {
    const [one, other] = [pairs[index * 2] as Organisation, pairs[index * 2 + 1] as Organisation]
    const owned = random.chance(0.3)
    return {
      from: one.id,
      to: other.id,
      kind: owned ? 'ownership' : 'partner',
      role: owned ? 'parent company' : 'supplier',
      reverseRole: owned ? 'subsidiary' : 'customer',
      title: null,
      fromDate: null,
      toDate: null,
    }
  })
}
