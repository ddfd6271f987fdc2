/** Aufträge und ihr Weg in das operative System. */
export const ordersDe = {
  orders: {
    orders: 'Aufträge',
    placed: 'Erteilt am {day}.',
    waiting: 'Er wartet: Kein angebundenes System nimmt Aufträge an.',
    waitingFor: 'Er wartet darauf, an {system} weitergegeben zu werden.',
    onItsWay: 'Unterwegs zu {system}.',
    onItsWayBecause: 'Unterwegs zu {system}: {reason}. Es wird von selbst wieder versucht.',
    stuck: '{system} hat ihn nicht angenommen: {reason}.',
    notYet: 'Noch nicht in {system}: {reason}.',
    said: '{system} sagt: {words}',
    passed: 'Steht in {system} als {as}.',
    final: 'Geändert und storniert wird er dort, nicht hier.',
    pass: 'An {system} weitergeben',
    again: 'Noch einmal senden',
    sent: 'Der Auftrag geht an {system}.',
    byHand: 'Nur wenn ihn dort noch niemand von Hand erfasst hat.',
    field: {
      number: 'Nummer des Angebots',
      id: 'Kennung des Auftrags',
      title: 'Titel',
      placedAt: 'Erteilt am',
      currency: 'Währung',
      net: 'Nettobetrag',
      tax: 'Steuer',
      total: 'Summe mit Steuer',
      discount: 'Rabatt auf alles',
      customer: 'Name des Kunden',
      recipient: 'Name und Anschrift wie gedruckt',
      acceptedBy: 'Angenommen von',
      owner: 'E-Mail des Verkäufers',
      position: 'Position',
      code: 'Artikelnummer',
      name: 'Bezeichnung',
      description: 'Beschreibung',
      quantity: 'Menge',
      unit: 'Einheit',
      unitPrice: 'Einzelpreis',
      discountPercent: 'Rabatt in Prozent',
      discountShare: 'Rabatt als Bruchteil',
      taxPercent: 'Steuersatz in Prozent',
    },
  },
}

export const ordersActsDe = { 'order-sent': 'Auftrag weitergegeben' }

export const ordersErrorsDe = {
  'no-order': 'Aus diesem Angebot ist kein Auftrag geworden.',
  'order-passed': 'Der Auftrag steht schon im anderen System, als {as}.',
  'order-on-its-way': 'Der Auftrag ist schon unterwegs.',
  'nobody-takes-orders': 'Kein angebundenes System nimmt Aufträge an.',
}
