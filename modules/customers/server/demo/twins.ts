import { type Author, dayOf, daysFrom } from './author.ts'
import { type Organisation, phonePoint, point } from './organisations.ts'
import { employment } from './persons.ts'
import type { DemoCustomer, DemoRelationship } from './story-shape.ts'

/** The same person known twice, once in each script, at the same employer. */
export function addTwins(
  author: Author,
  cast: { organisations: readonly Organisation[]; persons: DemoCustomer[] },
): DemoRelationship[] {
  const twins = [
    ['مریم تهرانی', 'مریم', 'تهرانی', 'fa', 'Maryam', 'Tehrani'],
    ['Олександр Коваленко', 'Олександр', 'Коваленко', 'uk', 'Oleksandr', 'Kovalenko'],
    ['王志强', '志强', '王', 'zh', 'Zhiqiang', 'Wang'],
    ['Ελένη Παπαδοπούλου', 'Ελένη', 'Παπαδοπούλου', 'el', 'Eleni', 'Papadopoulou'],
    ['राजेश शर्मा', 'राजेश', 'शर्मा', 'hi', 'Rajesh', 'Sharma'],
    ['田中 花子', '花子', '田中', 'ja', 'Hanako', 'Tanaka'],
  ] as const
  return twins.flatMap(([name, given, family, language, latinGiven, latinFamily], index) => {
    const employer = cast.organisations[index * 17 + 5] as Organisation
    const mail = `${latinGiven}.${latinFamily}@${employer.domain}`.toLowerCase()
    const [native, latin] = cast.persons.splice(index * 40, 2) as [DemoCustomer, DemoCustomer]
    const common = {
      city: employer.city,
      postcode: employer.postcode,
      country: employer.country,
      jobTitle: 'Project manager',
    }
    Object.assign(native, common, { name, givenName: given, familyName: family, language })
    Object.assign(latin, common, {
      name: `${latinGiven} ${latinFamily}`,
      givenName: latinGiven,
      familyName: latinFamily,
      language,
    })
    native.contactPoints = [point('email', mail)]
    latin.contactPoints = [phonePoint(`+46 70 174 06 ${10 + index}`, 'mobile'), point('email', mail)]
    cast.persons.push(native, latin)
    const since = dayOf(daysFrom(author.today, -900 - index * 31))
    return [native, latin].map(person => employment(person, employer, { from: since, to: null }))
  })
}
