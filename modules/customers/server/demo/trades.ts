import type { NameStock } from './name-stock.ts'
import { german, nordic, swedish } from './names-latin.ts'

export type Trade = {
  industry: Industry
  share: number
  employees: readonly [number, number]
  tags: readonly string[]
}

type Industry =
  | 'Housing'
  | 'Food'
  | 'Hotels'
  | 'Manufacturing'
  | 'Public administration'
  | 'Retail'
  | 'Construction'

/** What the demo company's customers live on, with their share among all in percent. */
export const trades: readonly Trade[] = [
  { industry: 'Housing', share: 30, employees: [2, 40], tags: ['housing', 'heat pump'] },
  { industry: 'Food', share: 12, employees: [4, 180], tags: ['cold storage', 'maintenance'] },
  { industry: 'Hotels', share: 8, employees: [8, 220], tags: ['ventilation', 'maintenance'] },
  { industry: 'Manufacturing', share: 14, employees: [12, 600], tags: ['framework', 'energy audit'] },
  { industry: 'Public administration', share: 10, employees: [40, 900], tags: ['public sector', 'tender'] },
  { industry: 'Retail', share: 12, employees: [3, 120], tags: ['solar'] },
  { industry: 'Construction', share: 14, employees: [3, 260], tags: ['reseller', 'framework'] },
]

/** How organisations of a country are called. */
export type Naming = {
  language: string
  families: NameStock['families']
  /** Words of the landscape, as houses and farms are called by. */
  landscape: readonly string[]
  /** `%` stands for a family name, `*` for a word of the landscape. */
  patterns: Readonly<Record<Industry, readonly string[]>>
}

const words = (text: string) => text.split(' ').map(word => word.replace('_', ' '))

/** By country. */
export const namingOf: Readonly<Record<string, Naming>> = {
  NO: {
    language: 'nb',
    families: nordic.families,
    landscape: words(
      'Solbakken Bjørkelia Fjordgløtt Havblikk Granåsen Lyngmyra Tyttebærlia Nordlia Elvesletta Vinterbro Kvernhus Måneset Sildevika Storhaugen Åsbråten Rypefjell Seljelia Stornes Vårsol Ørneberget',
    ),
    patterns: {
      Housing: ['Borettslaget *', 'Sameiet *', '* Borettslag', 'Boligsameiet *'],
      Food: ['% Bakeri AS', '* Meieri', '% Fisk AS', '*fisk AS'],
      Hotels: ['Hotell *', '* Fjellstue', '% Gjestegård'],
      Manufacturing: ['% Plast AS', '* Mekaniske AS', '% & Sønner Verksted AS', '* Trelast AS'],
      'Public administration': ['* skole', '* barnehage', '* sykehjem', '* idrettshall'],
      Retail: ['% Jernvare AS', '* Hagesenter', '% Møbler AS', '* Bokhandel'],
      Construction: ['% Bygg AS', 'Rørlegger % AS', '% Elektro AS', '* Entreprenør AS'],
    },
  },
  SE: {
    language: 'sv',
    families: swedish.families,
    landscape: words(
      'Björkdungen Ekbacken Solängen Sjöstaden Granliden Lingonet Norrsken Ängsgården Tallåsen Havsörnen Vintergatan Midsommar Åkerbäret Smultronstället Höjden',
    ),
    patterns: {
      Housing: ['Bostadsrättsföreningen *', 'Brf *', '% Fastigheter AB'],
      Food: ['% Bageri AB', '* Mejeri', '% Chark AB'],
      Hotels: ['Hotell *', '* Värdshus', '% Pensionat'],
      Manufacturing: ['% Plåt AB', '* Verkstad AB', '% Snickeri AB'],
      'Public administration': ['* skola', '* förskola', '* äldreboende', '* simhall'],
      Retail: ['% Järnhandel AB', '* Trädgård AB', '% Möbler AB'],
      Construction: ['% Bygg AB', '% Rör AB', '* El AB'],
    },
  },
  DK: {
    language: 'da',
    families: nordic.families,
    landscape: words(
      'Bøgelunden Strandgården Lærkebo Solsikken Havbo Egeskoven Rosengården Vibevej Kløvermarken',
    ),
    patterns: {
      Housing: ['Andelsboligforeningen *', 'Boligselskabet *'],
      Food: ['% Bageri ApS', '* Mejeri A/S'],
      Hotels: ['Hotel *', '* Kro'],
      Manufacturing: ['% Maskinfabrik A/S', '* Savværk ApS'],
      'Public administration': ['* Skole', '* Plejehjem', '* Svømmehal'],
      Retail: ['% Byggemarked A/S', '* Planteskole'],
      Construction: ['% Byg ApS', 'VVS %'],
    },
  },
  DE: {
    language: 'de',
    families: german.families,
    landscape: words(
      'Lindenhof Seeblick Birkenallee Sonnenberg Am_Deich Rosenpark Kastanienhof Möwenweg Eichengrund',
    ),
    patterns: {
      Housing: ['Wohnungsgenossenschaft *', 'Hausverwaltung % GmbH'],
      Food: ['Bäckerei %', '% Feinkost GmbH'],
      Hotels: ['Hotel *', 'Gasthof %'],
      Manufacturing: ['% Maschinenbau GmbH', 'Metallbau % GmbH & Co. KG'],
      'Public administration': ['Grundschule *', 'Stadthalle *', 'Seniorenhaus *'],
      Retail: ['% Möbelhaus GmbH', 'Gärtnerei %'],
      Construction: ['% Bau GmbH', '% Haustechnik GmbH', 'Elektro %'],
    },
  },
}
