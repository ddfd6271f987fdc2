import Fastify from 'fastify'
import pg from 'pg'

/**
 * The least that could serve the read mix: Fastify, `pg`, and a statement per part, with nobody asked who he is, no
 * scopes, masks, filters, cursors, totals, families, tasks or files. Run as a process of its own by `mark.ts`; it says
 * how fast this machine is, so that rates of two machines can be compared.
 */
const [url, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 16 })
const app = Fastify()

const statements = {
  record: 'select * from customers.customer where id = $1',
  entries: `select id, at, kind, title, body, actor_id, direction from customers.timeline_entry
    where customer_id = $1 order by at desc, id desc limit 50`,
  relations: `select r.*, o.name from customers.relationship r join customers.customer o on o.id = r.other_id where r.customer_id = $1`,
  list: `select id, name, email, phone, city, owner_id, level, last_contact_at from customers.customer
    where merged_into is null order by sort_name, id limit 50`,
}

async function rowsOf(name: keyof typeof statements, values: unknown[] = []): Promise<unknown[]> {
  return (await pool.query({ name, text: statements[name], values })).rows
}

type ById = { Params: { id: string } }
app.get<ById>('/api/v1/customers/:id', async ({ params }) => (await rowsOf('record', [params.id]))[0])
app.get<ById>('/api/v1/customers/:id/page', async ({ params }) => {
  const parts = (['record', 'entries', 'relations'] as const).map(name => rowsOf(name, [params.id]))
  const [record, entries, relations] = await Promise.all(parts)
  return { record, entries, relations }
})
app.get('/api/v1/customers', () => rowsOf('list'))
await app.listen({ host: '127.0.0.1', port: Number(port) })
process.stdout.write('ready\n')
