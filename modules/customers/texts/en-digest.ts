/** The morning mail: its switch and its words. */
export const digestEn = {
  title: 'Morning mail',
  hint: 'At seven, what is due and overdue; nothing on days without.',
  impossible: 'This installation cannot send mail yet. Its administrator names the mail server in SMTP_URL.',
  on: 'You get the morning mail.',
  off: 'You no longer get the morning mail.',
  subject: '{count, plural, one {# task for today} other {# tasks for today}}',
  greeting: 'Good morning, {name}',
  late: 'Overdue',
  today: 'Today',
  more: '{count, plural, one {And # more.} other {And # more.}}',
  stop: 'You asked for this mail. The switch “Morning mail” on My day stops it.',
} as const
