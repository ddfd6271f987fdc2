/**
 * What usually happens between the demo company (heat, ventilation, solar, maintenance) and a customer, as small
 * stories. `a|b` are alternatives; {who} {agent} {n} {price} {machine} {day} are filled in once per episode.
 */
export type Step = {
  /** Hours after the step before. */
  after: number
  kind: 'note' | 'call' | 'email' | 'meeting'
  direction?: 'in' | 'out'
  title: string
  body: string
}

export type Episode = { for: 'person' | 'organisation' | 'both'; share: number; steps: readonly Step[] }

export const machines: readonly string[] = [
  'the heat pump in the cellar',
  'ventilation unit 2',
  'the cold room',
  'the boiler in building B',
  'the solar inverter',
  'the charging station by the gate',
]

export const episodes: readonly Episode[] = [
  {
    for: 'both',
    share: 20,
    steps: [
      {
        after: 0,
        kind: 'call',
        direction: 'in',
        title: 'No heat since this morning|It is cold again|Fault reported',
        body: '{who} says {machine} shows an error and does not start.|{who} has reset {machine} twice, it stops after ten minutes.',
      },
      {
        after: 2,
        kind: 'note',
        title: 'Technician on the way',
        body: 'Order {n}. Access through the yard, the key is with the caretaker.|Order {n}. Took a relay and a circulation pump along.',
      },
      {
        after: 5,
        kind: 'note',
        title: 'Repaired',
        body: 'A worn relay was replaced, {machine} runs since the afternoon. 1.5 hours, one part.|Filter was blocked; cleaned and tested. Told {who} to check it every second month.',
      },
      {
        after: 30,
        kind: 'call',
        direction: 'out',
        title: 'Asked how it runs',
        body: 'All warm, {who} was pleased with the quick visit.|Runs well. {who} asks what a maintenance plan would cost.',
      },
    ],
  },
  {
    for: 'organisation',
    share: 16,
    steps: [
      {
        after: 0,
        kind: 'email',
        direction: 'in',
        title: 'Request for an offer',
        body: '{who} asks for an offer: replace {machine}, including disposal of the old one. Decision before the end of the quarter.',
      },
      {
        after: 26,
        kind: 'meeting',
        title: 'Visit on site',
        body: 'Measured the room and looked at the fuse box with {who}. Crane needed for one day.|Walked through the plant with {who}. Two options: repair for three more years, or new with a grant.',
      },
      {
        after: 72,
        kind: 'email',
        direction: 'out',
        title: 'Offer {n} sent',
        body: 'Offer {n} over {price} with two options, valid for 30 days.',
      },
      {
        after: 190,
        kind: 'call',
        direction: 'out',
        title: 'Talked about offer {n}',
        body: '{who} has the offer of two others as well. Price is close, they like our delivery time.|The board decides on {day}. {who} wants one reference nearby; sent two names.',
      },
      {
        after: 120,
        kind: 'note',
        title: 'Order won|Order lost: cheaper elsewhere|They postpone to next year',
        body: 'See offer {n}. {agent} informs the planning.',
      },
    ],
  },
  {
    for: 'both',
    share: 14,
    steps: [
      {
        after: 0,
        kind: 'call',
        direction: 'in',
        title: 'Question about the invoice',
        body: '{who} does not understand the item “standby” on invoice {n}.|Invoice {n} went to the old address.',
      },
      {
        after: 20,
        kind: 'email',
        direction: 'out',
        title: 'Re: Invoice {n}',
        body: 'Explained the hours with the work report attached. No change to the amount.|Credit note sent, new invoice with the right address follows on {day}.',
      },
    ],
  },
  {
    for: 'organisation',
    share: 12,
    steps: [
      {
        after: 0,
        kind: 'email',
        direction: 'out',
        title: 'Yearly service: proposal for a date',
        body: 'Proposed {day}, two technicians, half a day.',
      },
      {
        after: 22,
        kind: 'email',
        direction: 'in',
        title: 'Re: Yearly service',
        body: '{who} confirms {day}. The building is empty then.|{who} asks for a date in the autumn holidays instead.',
      },
      {
        after: 160,
        kind: 'note',
        title: 'Yearly service done',
        body: 'All filters changed. {machine} will need a new compressor within two years: mention it at the next talk.|Everything in order. Report {n} sent to {who}.',
      },
    ],
  },
  {
    for: 'person',
    share: 16,
    steps: [
      {
        after: 0,
        kind: 'email',
        direction: 'in',
        title: 'Interested in a heat pump|Solar panels for our house',
        body: 'House of 1978, 150 m², oil heating so far. Wants to know about grants.|Roof to the south-west, 60 m². A neighbour recommended us.',
      },
      {
        after: 24,
        kind: 'call',
        direction: 'out',
        title: 'First talk',
        body: 'Explained the two models and the grant. {who} sends photos of the cellar.|Not reached, left a message.',
      },
      {
        after: 96,
        kind: 'email',
        direction: 'out',
        title: 'Offer {n}',
        body: '{price} including installation, minus the grant. Delivery in six weeks.',
      },
    ],
  },
  {
    for: 'both',
    share: 10,
    steps: [
      {
        after: 0,
        kind: 'note',
        title: 'Good to know',
        body: 'Prefers calls after two o’clock.|Speaks German and some English; letters in German please.|Dog in the yard, ring first.|Wants every offer in writing, no calls during the harvest.|Budget for next year is decided in October.',
      },
    ],
  },
  {
    for: 'organisation',
    share: 8,
    steps: [
      {
        after: 0,
        kind: 'meeting',
        title: 'Yearly talk',
        body: 'Looked at consumption and faults of the year with {who}. 11 % less energy than before. They think about {machine}.|{who} is content. Wish: one number for emergencies, day and night.',
      },
      {
        after: 24,
        kind: 'email',
        direction: 'out',
        title: 'Minutes of our talk',
        body: 'Three points: monitoring as a trial, prices for next year, contact for emergencies.',
      },
    ],
  },
  {
    for: 'both',
    share: 4,
    steps: [
      {
        after: 0,
        kind: 'email',
        direction: 'in',
        title: 'Complaint: waited all day',
        body: '{who} waited from eight to four, nobody came, nobody called.',
      },
      {
        after: 3,
        kind: 'call',
        direction: 'out',
        title: 'Apologised',
        body: 'The technician was held up at an accident and the note got lost. New date on {day}, travel costs waived. {who} was fair about it.',
      },
      {
        after: 60,
        kind: 'note',
        title: 'Visit made up for',
        body: 'Done on {day}. {agent} called afterwards: settled.',
      },
    ],
  },
]
