export const picturesDe = {
  title: 'Vertrieb in Bildern',
  whose: { label: 'Wessen Chancen', mine: 'Meine', team: 'Team', all: 'Alle, die ich sehe' },
  pipeline: 'Pipeline',
  period: {
    label: 'Eröffnet',
    all: 'Jederzeit',
    'this-year': 'Dieses Jahr',
    'last-year': 'Letzte 12 Monate',
    'last-quarter': 'Letzte 90 Tage',
  },
  deals: '{count, plural, one {# Chance} other {# Chancen}}',
  days: '{days} Tage',
  perDay: 'am Tag',
  mean: 'im Schnitt {days} Tage',
  undecided: 'noch nichts entschieden',
  notConverted:
    '{count, plural, one {# Chance fehlt} other {# Chancen fehlen}} in den Summen: für die Währung ist kein Kurs bekannt.',
  figure: {
    open: 'Offen',
    won: 'Gewonnen',
    lost: 'Verloren',
    winRate: 'Abschlussquote',
    cycle: 'Dauer',
    average: 'Mittlerer Wert',
    velocity: 'Tempo',
    entered: 'Erreicht',
    onward: 'Weiter',
    back: 'Zurück',
    conversion: 'Übergang',
    median: 'Hälfte fort nach',
    middle: 'Mittlere Hälfte',
  },
  means: {
    open: 'Chancen, die weder gewonnen noch verloren sind, und was sie wert sind.',
    won: 'Gewonnene Chancen und was sie wert sind.',
    lost: 'Verlorene Chancen.',
    winRate: 'Gewonnen ÷ (gewonnen + verloren). Offene zählen nicht.',
    cycle: 'Tage von der Eröffnung bis zum Gewinn: die Hälfte der gewonnenen brauchte weniger.',
    average: 'Mittlerer Wert der gewonnenen Chancen, deren Betrag in der Währung der Firma bekannt ist.',
    velocity:
      'Offene Chancen × mittlerer Wert × Abschlussquote ÷ mittlere Dauer: was die Pipeline am Tag bringt.',
    entered: 'Chancen, die je in dieser Phase waren.',
    onward: 'Chancen, die später in eine weitere Phase kamen.',
    back: 'Chancen, die zurück oder in eine andere Pipeline gingen und seither nicht weiter kamen.',
    here: 'Chancen, die jetzt in dieser Phase sind.',
    conversion: '(Weiter + gewonnen) ÷ (erreicht − noch da).',
    time: 'Tage, die Chancen in der Phase verbrachten; nur solche, die sie verlassen haben.',
  },
  funnel: 'Von Phase zu Phase',
  stage: 'Phase',
  time: 'Zeit in der Phase',
  sampled: 'Gezählt an jeder {count}. Chance, zufällig gewählt: Es sind zu viele, um jede zu lesen.',
  cohorts: 'Was aus den Chancen jedes Monats wurde',
  cohortsLabel: 'Chancen nach dem Monat ihrer Eröffnung: gewonnen, verloren und offen',
  month: 'Monat',
  reasons: 'Warum gewonnen und verloren wurde',
  noReason: 'Kein Grund angegeben',
  noReasons: 'In dieser Zeit wurde nichts abgeschlossen.',
  nothing: 'Keine Chancen zu zeichnen',
  nothingHint:
    'Sobald es hier Chancen gibt, zeigt diese Seite, wie sie von Phase zu Phase gehen, wie lange das dauert und warum sie enden. Vielleicht hat eine andere Pipeline oder Zeit welche.',
  toList: 'Zu den Chancen',
}

export const picturesErrorsDe = { 'range-wrong-way': 'Der Zeitraum endet, bevor er beginnt.' }

export const importErrorsDe = {
  'row-name-missing': 'Zeile {row}: Sie hat keinen Namen.',
  'row-customer-missing': 'Sie nennt keinen Kunden. Sagen Sie, welcher für solche ohne steht.',
  'row-no-such-customer':
    'Es gibt keinen Kunden „{customer}“, den Sie sehen. Importieren Sie zuerst die Kunden, oder lassen Sie sie anlegen.',
  'row-customer-not-unique': 'Mehrere Kunden heißen „{customer}“; nennen Sie den einen mit seiner Nummer.',
  'row-no-such-stage':
    'Zeile {row}: Es gibt keine Phase „{stage}“. Legen Sie sie in den Einstellungen des Vertriebs an, oder schreiben Sie sie wie dort.',
  'row-no-such-pipeline': 'Zeile {row}: Es gibt keine Pipeline „{pipeline}“ mit einer Phase.',
  'row-no-such-currency':
    'Zeile {row}: „{currency}“ ist keine Währung; schreiben Sie die drei Buchstaben nach ISO 4217, etwa EUR.',
  'row-amount-negative': 'Zeile {row}: Der Betrag ist kleiner als null.',
  'row-closed-at-missing': 'Zeile {row}: Gewonnen oder verloren, aber nicht seit wann.',
  'row-in-future': 'Zeile {row}: In der Zukunft eröffnet oder abgeschlossen.',
  'row-dates-wrong-way': 'Zeile {row}: Abgeschlossen, bevor sie eröffnet wurde.',
  'owner-kept-as-tag': 'Der Betreuer ist kein Kollege; sein Name blieb als Schlagwort.',
}

export const importFieldsDe = {
  reason: 'Grund des Abschlusses',
  unknownCustomer: 'Unbekannte Kunden',
  'unknownCustomer.refuse': 'Zeile ablehnen',
  'unknownCustomer.make': 'Als Organisation anlegen',
  'unknownCustomer.placeholder': 'Unter dem Platzhalter ablegen',
  placeholder: 'Kunde für Zeilen ohne einen',
  'outcome.open': 'Offen',
}

export const pictureConditionsDe = {
  entered: { $title: 'War in der Phase', some: 'einer Phase', several: '{count} Phasen' },
  onward: { $title: 'Ging weiter von', some: 'einer Phase', several: '{count} Phasen' },
  back: { $title: 'Ging zurück von', some: 'einer Phase', several: '{count} Phasen' },
  reason: { $title: 'Grund', some: 'ein Grund', several: '{count} Gründe', none: 'keiner angegeben' },
  unconverted: { $title: 'Kurs', some: 'fehlt', several: 'fehlt', yes: 'fehlt' },
  forecast: {
    $title: 'In der Prognose als',
    some: 'eine Kategorie',
    several: '{count} Kategorien',
    pipeline: 'Pipeline',
    'best-case': 'bester Fall',
    commit: 'zugesagt',
  },
}
