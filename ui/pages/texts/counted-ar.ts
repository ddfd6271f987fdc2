/** Arabic counts with six forms: none, one, two, few (3–10), many (11–99), other. */
export const records = 'zero {لا سجلات} one {سجل واحد} two {سجلان} few {# سجلات} many {# سجلًا} other {# سجل}'
export const rows = 'zero {لا صفوف} one {صف واحد} two {صفان} few {# صفوف} many {# صفًا} other {# صف}'
