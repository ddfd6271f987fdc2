/** How the files of one object look, as the settings want it said; what is not known is left out. */
export type FileForm = {
  name: string
  full: string
  delta?: string
  format: 'csv' | 'fixed' | 'xml'
  encoding?: string
  delimiter?: string
  header?: boolean
  record?: string
  /** Of columns that are more than text. */
  kinds?: Record<string, FormKind>
  fields?: FormField[]
  key: string[]
  delete?: { column: string; values: string[] }
  /** Whether the last line may lack its end. */
  openEnd?: boolean
}

export type FormKind = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'moment'

export type FormField = {
  name: string
  start?: number
  length?: number
  path?: string
  kind?: FormKind
  scale?: number
  optional?: boolean
}

/** What a person has said of some files; everything else is found by looking at them. */
export type ToldForm = Pick<FileForm, 'full'> &
  Partial<Pick<FileForm, 'name' | 'delta' | 'format' | 'encoding' | 'delimiter' | 'header' | 'record'>>

/** Why a proposal deserves a second look. */
export type Doubt = 'no-key' | 'open-end' | 'one-column' | 'few-lines' | 'nothing-there'

export type Proposal = {
  form: FileForm
  /** Names of its files, the newest first, and how many there are. */
  files: string[]
  count: number
  columns: { name: string; samples: string[] }[]
  /** The first lines as they stand there, where places in a line have to be said. */
  lines: string[]
  doubts: Doubt[]
}

export type Proposals = {
  files: number
  proposals: Proposal[]
  /** Files that are nothing that could be read, with the reason. */
  unread: { name: string; reason: string }[]
}
