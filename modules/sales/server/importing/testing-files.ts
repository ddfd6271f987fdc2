import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Caller, TestApp } from '../../../../app/testing.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'

/** An import as the API tells of it, when it has come to its end. */
export type Settled = {
  id: string
  state: string
  read: number
  created: number
  matched: number
  changed: number
  refused: number
  alongside: number
  error: string | null
  undo?: { removed: number; kept: number }
}

/** Sends a file through the import of the product and waits for its end. */
export async function importFile(
  who: Caller,
  content: string | Buffer,
  fields: Record<string, string> = {},
): Promise<Settled> {
  const name = 'deals.csv'
  const sent = await who.upload('/imports', { name, content, fields: { entity: 'opportunity', ...fields } })
  if (sent.status >= 300) throw new Error(sent.text)
  return settled(who, (sent.reply as Settled).id)
}

/** Waits until an import, or its undo, has ended. */
export async function settled(who: Caller, id: string): Promise<Settled> {
  for (;;) {
    const found = (await who.call(transferContract.import, { params: { id } })) as unknown as Settled
    if (!['waiting', 'checking', 'running', 'undoing'].includes(found.state)) return found
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Reads rows of the test's database. */
export const reading =
  (app: TestApp) =>
  async <T>(text: string, values: unknown[] = []) =>
    (await app.database.pool.query(text, values)).rows as T[]

/** One deal of the real pipeline as its file has it. */
export type Line = {
  account: string
  id: string
  agent: string
  stage: string
  product: string
  closed: string
  /** Null where the file says none. */
  value: number | null
  opened: string
}

const file = join(
  process.env.TESSERA_SHARED ?? '../shared',
  'data/sales-pipeline-sparklesquad/sales_pipeline_until_cut.csv.gz',
)

/** Why tests on the real pipeline are skipped; null where the file is there. */
export const realMissing = existsSync(file) ? null : `no ${file}; set TESSERA_SHARED`

/** The real pipeline: the file, and its lines read without the product. */
export function realPipeline(): { content: Buffer; lines: Line[] } {
  const content = gunzipSync(readFileSync(file))
  const lines = content
    .toString()
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => {
      const [account, id, agent, stage, product, closed, value, opened] = line.split(',') as string[]
      return {
        account,
        id,
        agent,
        stage,
        product,
        closed,
        value: value === '' ? null : Number(value),
        opened,
      } as Line
    })
  return { content, lines }
}

/** How the columns of that file are read. */
export const realFields = {
  mapping: JSON.stringify({
    Account: 'customer',
    Opportunity_ID: 'externalId',
    Sales_Agent: 'owner',
    Deal_Stage: 'stage',
    Product: 'name',
    Close_Date: 'closedAt',
    Close_Value: 'amount',
    Created_On: 'openedAt',
  }),
  options: JSON.stringify({
    constants: { unknownCustomer: 'make', placeholder: 'No account', currency: 'USD' },
  }),
}
