/** What the demo company's story consists of: plain rows, before they are written. Times are ISO 8601 texts. */
export type DemoStory = {
  organisations: DemoCustomer[]
  persons: DemoCustomer[]
  relationships: DemoRelationship[]
  entries: DemoEntry[]
  tasks: DemoTask[]
}

export type DemoCustomer = {
  id: string
  kind: 'person' | 'organisation'
  name: string
  givenName: string | null
  familyName: string | null
  jobTitle: string | null
  birthDate: string | null
  orgNumber: string | null
  industry: string | null
  employees: number | null
  website: string | null
  level: 'gold' | 'silver' | 'bronze' | null
  language: string | null
  city: string | null
  postcode: string | null
  country: string | null
  ownerId: string | null
  tags: string[]
  externalId: string | null
  source: string | null
  createdAt: string
  contactPoints: DemoContactPoint[]
}

export type DemoContactPoint = {
  kind: 'email' | 'phone' | 'address' | 'web'
  value: string
  given: string
  label: string | null
  isPrimary: boolean
  /** Code of what is wrong with a value that could not be read. */
  problem: string | null
  address: { street: string; postcode: string; city: string; country: string } | null
}

/** `role` is what `to` is for `from`, `reverseRole` what `from` is for `to`. */
export type DemoRelationship = {
  from: string
  to: string
  kind: string
  role: string
  reverseRole: string
  title: string | null
  fromDate: string | null
  toDate: string | null
}

export type DemoEntry = {
  customerId: string
  at: string
  endsAt: string | null
  kind: 'note' | 'call' | 'email' | 'meeting'
  title: string
  body: string | null
  actorId: string
  direction: 'in' | 'out' | null
  pinned: boolean
}

export type DemoTask = {
  customerId: string
  title: string
  body: string | null
  dueAt: string
  assigneeId: string
  priority: 'low' | 'normal' | 'high'
  completedAt: string | null
  createdAt: string
}

/** Who works at the demo company. */
export type DemoUser = { id: string; name: string; role: string }

export type StorySettings = { seed: number; today: Date; users: readonly DemoUser[] }
