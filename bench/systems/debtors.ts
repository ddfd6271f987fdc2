import pg from 'pg'

/** Customers and documents of somebody else's database; `changed` numbers the changes that are made there. */
const tables = `
  create table debtor (no int primary key, company text not null, mail text, street text, zip text, town text, changed int not null default 0);
  create table bill (id int primary key, debtor int not null, day date not null, total numeric(12, 2) not null, state text not null)`

/** Opens that database with both tables, filled with so many. */
export async function openDebtors(
  url: string,
  { customers, documents, connections }: { customers: number; documents: number; connections: number },
): Promise<pg.Pool> {
  const there = new pg.Pool({ connectionString: url, max: connections })
  there.on('error', () => {})
  await there.query(tables)
  await there.query(
    `insert into debtor select i, 'Company ' || i || ' ' || substr(md5(i::text), 1, 6), 'mail' || i || '@firm' || i % 977 || '.example', 'Street ' || i % 1999,
       (10000 + i % 80000)::text, 'Town ' || i % 3000 from generate_series(1, $1::int) i`,
    [customers],
  )
  await there.query(
    `insert into bill select i, i % $2 + 1, date '2026-01-01' + i % 300, i % 90000 / 7.0, case i % 3 when 0 then 'open' else 'paid' end
     from generate_series(1, $1::int) i`,
    [documents, customers],
  )
  return there
}

/** From now on each town that is written there is noted in the table `written`, however often. */
export async function noteTowns(there: pg.Pool): Promise<void> {
  await there.query(`
    create table written (no int, town text);
    create function note() returns trigger language plpgsql as $$ begin insert into written values (new.no, new.town); return null; end $$;
    create trigger note after update of town on debtor for each row execute function note()`)
}
