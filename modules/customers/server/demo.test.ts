import { expect, test } from 'vitest'
import { parseEmail, parsePhone } from '../../../platform/formats/contacts.ts'
import { demoStory } from './demo/story.ts'
import { contactProblem } from './contact-problems.ts'

const users = ['one', 'two', 'three'].map((name, index) => ({
  id: `01a2008d-7400-7000-8000-00000000000${index}`,
  name,
  role: 'agent',
}))
const settings = { seed: 20_261_122, today: new Date('2026-11-22T09:30:00Z'), users }
const story = demoStory(settings)
const customers = [...story.organisations, ...story.persons]

test('the same seed, day and users tell the same story', () => {
  expect(demoStory(settings)).toEqual(story)
  expect(demoStory({ ...settings, seed: 1 }).persons[0]).not.toEqual(story.persons[0])
})

test('there are about 420 organisations and 1,100 persons, each with an id and a name of its own', () => {
  expect(story.organisations).toHaveLength(420)
  expect(story.persons).toHaveLength(1100)
  expect(new Set(customers.map(({ id }) => id)).size).toBe(customers.length)
  expect(customers.every(({ name }) => name.trim().length > 1)).toBe(true)
})

test('everything told belongs to a customer that exists', () => {
  const known = new Set(customers.map(({ id }) => id))
  expect(story.entries.filter(({ customerId }) => !known.has(customerId))).toEqual([])
  expect(story.tasks.filter(({ customerId }) => !known.has(customerId))).toEqual([])
  expect(
    story.relationships.filter(({ from, to }) => !known.has(from) || !known.has(to) || from === to),
  ).toEqual([])
})

test('names stand in many scripts', () => {
  const scripts = ['Latin', 'Arabic', 'Cyrillic', 'Greek', 'Han', 'Hiragana', 'Devanagari']
  for (const script of scripts) {
    const letters = new RegExp(`\\p{Script=${script}}`, 'u')
    expect(
      story.persons.some(({ name }) => letters.test(name)),
      script,
    ).toBe(true)
  }
})

test('no contact point can reach anyone: mail ends in .example, numbers come from ranges set aside', () => {
  const setAside =
    /^\+(46(7017406\d\d|8465004\d\d|3139006\d\d|4062804\d\d|9803192\d\d)|49(3023125|4066969|6990009|8999998)\d{3}|44(7700900|2079460|1614960)\d{3})$/
  for (const { kind, value, problem } of customers.flatMap(({ contactPoints }) => contactPoints)) {
    if (problem) continue
    if (kind === 'email') expect(value).toMatch(/\.example$/)
    if (kind === 'phone') expect(value).toMatch(setAside)
  }
})

test('contact points are written as the product itself would write them', () => {
  for (const { kind, value, given, problem } of customers.flatMap(({ contactPoints }) => contactPoints)) {
    if (kind !== 'email' && kind !== 'phone') continue
    const parsed = kind === 'email' ? parseEmail(given) : parsePhone(given, undefined)
    expect({ ...parsed, problem: contactProblem(parsed.problem) }).toMatchObject({ value, problem })
  }
})

test('there are tasks overdue, for today and to come, and meetings ahead', () => {
  const today = '2026-11-22'
  const open = story.tasks.filter(({ completedAt }) => !completedAt).map(({ dueAt }) => dueAt.slice(0, 10))
  expect(open.some(day => day < today)).toBe(true)
  expect(open.some(day => day === today)).toBe(true)
  expect(open.some(day => day > today)).toBe(true)
  const ahead = story.entries.filter(({ at }) => at > settings.today.toISOString())
  expect(ahead.length).toBeGreaterThan(10)
  expect(ahead.every(({ kind }) => kind === 'meeting')).toBe(true)
})
