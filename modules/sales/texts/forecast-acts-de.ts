/** Vorgänge und Ablehnungen der Prognose. */
export const forecastActsDe = { 'forecast-adjusted': 'Eigene Zahl neben die Prognose gesetzt' }

export const forecastErrorsDe = {
  'forecast-over': '{period} ist vorbei: Was man jetzt weiß, ist keine Prognose mehr.',
  'adjustment-about': 'Geben Sie an, um welches Team oder welche Person es geht; beim Ganzen nichts.',
  'adjustment-out-of-reach':
    'Eigene Zahlen setzen Sie nur neben die von Personen und Teams, deren Verkaufschancen Sie sehen.',
}
