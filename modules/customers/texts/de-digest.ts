/** Die Morgenmail: ihr Schalter und ihre Worte. */
export const digestDe = {
  title: 'Morgenmail',
  hint: 'Um sieben, was fällig und überfällig ist; an Tagen ohne Aufgaben nichts.',
  impossible:
    'Diese Installation kann noch keine Mails senden. Die Administration nennt den Mailserver in SMTP_URL.',
  on: 'Sie bekommen die Morgenmail.',
  off: 'Sie bekommen die Morgenmail nicht mehr.',
  subject: '{count, plural, one {# Aufgabe für heute} other {# Aufgaben für heute}}',
  greeting: 'Guten Morgen, {name}',
  late: 'Überfällig',
  today: 'Heute',
  more: '{count, plural, one {Und # weitere.} other {Und # weitere.}}',
  stop: 'Sie haben diese Mail gewünscht. Der Schalter „Morgenmail“ auf „Mein Tag“ beendet sie.',
}
