/** Word lists of the generated set. Domains are reserved (RFC 2606), so no message can reach anyone. */

const list = (text: string): string[] => text.split('|')

export const cities: readonly { name: string; country: string }[] = list(
  'Oslo NO|Stockholm SE|Berlin DE|London GB|Paris FR|Göteborg SE|Bergen NO|Hamburg DE|København DK|Malmö SE|München DE|Trondheim NO|Helsinki FI|Stavanger NO|Köln DE|Kraków PL|Warszawa PL|Wien AT|Zürich CH|Dublin IE|Manchester GB|Lyon FR|Aarhus DK|Uppsala SE|Tromsø NO|Drammen NO|Västerås SE|Örebro SE|Linköping SE|Odense DK|Tampere FI|Turku FI|Bremen DE|Leipzig DE|Dresden DE|Düsseldorf DE|Nürnberg DE|Gdańsk PL|Łódź PL|Praha CZ|Brno CZ|Budapest HU|İstanbul TR|İzmir TR|Αθήνα GR|Θεσσαλονίκη GR|Київ UA|Львів UA|تهران IR|شیراز IR|اصفهان IR|دبي AE|القاهرة EG|दिल्ली IN|मुंबई IN|北京 CN|上海 CN|東京 JP|大阪 JP|Hà Nội VN|Đà Nẵng VN|Bristol GB|Leeds GB|Glasgow GB|Cork IE|Marseille FR|Nantes FR|Málaga ES|Córdoba ES|Porto PT|Braga PT|Torino IT|Genova IT|Bodø NO|Ålesund NO|Molde NO|Kristiansand NO|Fredrikstad NO|Sarpsborg NO|Skien NO|Hamar NO|Lillehammer NO|Gävle SE|Umeå SE|Luleå SE|Kiel DE|Lübeck DE|Rostock DE|Ulm DE|Bath GB|York GB|Aalborg DK|Esbjerg DK|Oulu FI|Vaasa FI|Reykjavík IS|Akureyri IS|Tallinn EE|Tartu EE|Rīga LV|Vilnius LT|Kaunas LT|Graz AT|Linz AT|Basel CH|Bern CH|Genève CH',
).map(entry => ({ name: entry.slice(0, -3), country: entry.slice(-2) }))

export const domains: readonly string[] = [
  ...list('gmail.example|mail.example|post.example|outlook.example|online.example|web.example|nett.example'),
  ...Array.from({ length: 4000 }, (_, index) => `firm${index + 1}.example`),
]

export const tags: readonly string[] = list(
  'newsletter|key account|at risk|heat pump|maintenance|solar|prospect|vip|supplier|reseller|trade fair|pilot|no calls|invoice by mail|framework|public sector|housing|reference|returning|complaint|charging|battery|sensor|training|partner',
)

export const levels: readonly string[] = ['gold', 'silver', 'bronze']

export const titles: readonly string[] = list(
  'Caretaker|Head of purchasing|Managing director|Accountant|Project manager|Technical manager|Facility manager|Buyer|Chair|Site manager|Electrician|Engineer|Office manager|Architect|Controller|Operations manager|Energy adviser|Board member|Plant manager|Assistant',
)

export const industries: readonly string[] = list(
  'Housing|Construction|Food|Retail|Public administration|Education|Health|Transport|Hotels|Agriculture|Energy|Manufacturing|Finance|Sports|Fishing|Real estate|Software|Media',
)

export const trades: readonly string[] = list(
  'Bygg|Eiendom|Elektro|Rør|Energi|Drift|Transport|Maskin|Bil|Industri|Handel|Konsult|Bau|Technik|Immobilien|Logistik|Services|Properties|Engineering|Foods|Hotels|Solar|Group|Partners|Trading|Design|Media|Software|Marine|Fisk|Skog|Stål|Glass|Tak|Maler|Renhold|Vekst|Invest|Fastigheter|Entreprenad|Städ|Plåt|Schreinerei|Gartenbau|Spedition|Bäckerei|Apotheke|Kälte|Wärme|Haustechnik',
)

export const legalForms: readonly string[] = list('AS|AB|GmbH|Ltd|AG|ASA|HB|ANS|SARL|BV')

export const entryTitles: Readonly<Record<string, readonly string[]>> = {
  note: list(
    'Prefers to be called after two|Wants the offer in writing|New contact in purchasing|Asked for the service report|Budget is decided in March|Key is with the caretaker|Interested in the maintenance plan|Moved to the second floor|Invoice address changed|Reminder agreed',
  ),
  call: list(
    'Asked about the invoice|Not reached, left a message|Talked about the renewal|Wants a visit next week|Heating is cold again|Confirmed the appointment|Question on the contract|Complaint about the waiting time|Thanked for the quick repair|Price of the spare part',
  ),
  email: list(
    'Offer sent|Re: Offer|Re: Appointment|Documents for the tender|Invoice copy|Re: Service report|Meeting minutes|Newsletter opened|Confirmation of the order|Re: Question on consumption',
  ),
  meeting: list(
    'Yearly review|Inspection on site|Kick-off|Contract talk|Demonstration|Walk through the building|Board meeting|Handover',
  ),
}

export const sentences: readonly string[] = list(
  'The heat pump in the cellar stopped twice this week, the technician found a worn relay and replaced it.|They compare us with two others and decide before the end of the month.|She asked whether the yearly service can be moved to the autumn, when the building is empty.|He was pleased with the visit and will recommend us to the neighbours.|The meter readings do not match the invoice; we promised an answer within three days.|New caretaker since May, the phone number in our books is the old one.|We agreed on a trial of the monitoring for one building, without obligation.|The board wants to see the figures of the last two winters before it signs.|Access only through the yard, the gate is locked after six.|They will merge with their sister company in spring; the contracts should then run together.',
)
