/** Vorgänge und Ablehnungen der Vorhersage. */
export const forecastActsDe = { 'forecast-adjusted': 'Eigene Zahl neben die Vorhersage gesetzt' }

export const forecastErrorsDe = {
  'forecast-over': '{period} ist vorbei: Was man jetzt weiß, ist keine Vorhersage mehr.',
  'adjustment-about': 'Geben Sie an, um welches Team oder welche Person es geht; beim Ganzen nichts.',
  'adjustment-out-of-reach':
    'Eigene Zahlen setzen Sie nur neben die von Personen und Teams, deren Verkaufschancen Sie sehen.',
}
