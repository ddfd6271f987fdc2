import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkedForeignKeys, uncheckedForeignKeys } from './foreign-keys.ts'
import { testDatabase } from './testing.ts'
import { run } from './statement.ts'
import { inTransaction } from './transaction.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase({ empty: true })
  await run(database.db, 'create table parent (id int primary key)')
  await run(database.db, 'create table child (id int references parent (id))')
  await run(database.db, 'grant all on parent, child to public')
})
afterAll(() => database.close())

const orphan = 'insert into child values (1)'

test('rows go in unchecked where the transaction says so, and are checked again in the next', async () => {
  await inTransaction(database.db, async db => {
    await run(db, uncheckedForeignKeys)
    await run(db, orphan)
  })
  await expect(run(database.db, orphan)).rejects.toThrow(/foreign key/)
})

test('checking can begin again within the transaction', async () => {
  const trying = inTransaction(database.db, async db => {
    await run(db, uncheckedForeignKeys)
    await run(db, checkedForeignKeys)
    await run(db, orphan)
  })
  await expect(trying).rejects.toThrow(/foreign key/)
})

test('a user who may not switch checking off goes on with it', async () => {
  await run(database.db, 'create role clerk_of_foreign_keys')
  try {
    const trying = inTransaction(database.db, async db => {
      await sql`set local role clerk_of_foreign_keys`.execute(db)
      await run(db, uncheckedForeignKeys)
      await run(db, orphan)
    })
    await expect(trying).rejects.toThrow(/foreign key/)
  } finally {
    await run(database.db, 'drop owned by clerk_of_foreign_keys; drop role clerk_of_foreign_keys')
  }
})
