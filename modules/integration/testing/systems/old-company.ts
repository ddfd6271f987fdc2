import pg from 'pg'
import type { OtherPostgres } from './postgres.ts'

/**
 * The database of an old company: 40 clients (one without a name), their orders with lines, invoices, and payments that are
 * reached through invoices only; people who are no customers. Columns are called as such databases call them.
 */
const script = `
  create table clients (
    client_no integer primary key, company_name varchar(80), street varchar(80), zip_code varchar(12), town varchar(60),
    country varchar(40), telephone varchar(30), fax varchar(30), e_mail varchar(80), remark text, logo bytea);
  create table employees (
    id integer primary key, first_name varchar(40), last_name varchar(40), email varchar(80), phone varchar(30), city varchar(40));
  create table orders (
    order_no integer primary key, client_no integer not null references clients, order_date date not null, shipped_date date,
    total_amount numeric(12,2), currency char(3) not null default 'EUR', status varchar(20), employee_id integer references employees);
  create table order_lines (
    order_no integer references orders, line_no integer, article varchar(60), quantity integer, price numeric(12,2), primary key (order_no, line_no));
  create table invoices (
    invoice_number varchar(20) primary key, clientno integer, invoice_date timestamp, gross_total numeric(12,2), state varchar(12));
  create table payments (
    id serial primary key, invoice_number varchar(20) references invoices, paid_at timestamptz, amount numeric(12,2));
  create table audit_log (at timestamptz, what text);
  create table settings (name text primary key, value text);

  insert into clients select n, case when n = 3 then null else 'Nordwind Handel ' || n || ' GmbH' end, 'Hafenstraße ' || n, lpad((20000 + n)::text, 5, '0'),
    (array['Hamburg', 'Kiel', 'Lübeck', 'Bremen'])[1 + n % 4], 'DE', case when n = 3 then null else '+49 40 3003' || lpad(n::text, 3, '0') end, '+49 40 4004' || lpad(n::text, 3, '0'),
    case when n = 3 then null else 'office@nordwind' || n || '.example' end, case when n % 5 = 0 then 'Pays late' end, '\\x00' from generate_series(1, 40) n;
  insert into employees select n, 'Ada', 'Bergmann' || n, 'ada' || n || '@old.example', null, 'Hamburg' from generate_series(1, 6) n;
  insert into orders select 10000 + n, 1 + n % 39, date '2026-01-01' + n, date '2026-01-04' + n, 100.5 + n, 'EUR', (array['open', 'shipped', 'paid'])[1 + n % 3], 1 + n % 6
    from generate_series(1, 120) n;
  insert into order_lines select 10000 + n, 1, 'Rope', n, 2.5 from generate_series(1, 120) n;
  insert into invoices select 'R-' || n, 1 + n % 39, timestamp '2026-02-01 08:00' + n * interval '1 day', 119.9 + n, 'open' from generate_series(1, 60) n;
  insert into payments (invoice_number, paid_at, amount) select 'R-' || n, now(), 119.9 + n from generate_series(1, 30) n;
`

/** How to reach the database of an address, as the settings of its connector. */
export function settingsOfPostgres(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url)
  const settings = { host: hostname, port: Number(port), database: pathname.slice(1), user: username }
  return { settings, secrets: { password: decodeURIComponent(password) } }
}

/** Asks the database something, as somebody over there would. */
export async function askPostgres(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as unknown[]
  } finally {
    await client.end()
  }
}

/** Puts the old company into an empty PostgreSQL. */
export async function loadOldCompany({ url }: OtherPostgres): Promise<void> {
  await askPostgres(url, script)
}
