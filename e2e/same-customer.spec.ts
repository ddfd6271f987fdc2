import { ask } from './asking.ts'
import { expect, test } from './journey.ts'

test('Someone who knows that two records are one customer links them from the page, and takes it back', async ({
  page,
}) => {
  const make = async (name: string, phone: string) =>
    (
      await ask<{ id: string }>(page, {
        method: 'POST',
        path: '/customers',
        data: { kind: 'organisation', name, phone },
      })
    ).id
  await page.goto('/customers')
  const id = await make('Halvorsrud Bakeri', '+47 911 20 301')
  await make('Lofthus Konditori', '+47 911 20 302')
  await page.goto(`/customers/${id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Same customer as …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Same customer as' })
  await dialog.getByRole('combobox', { name: 'Other record' }).fill('Lofthus')
  await page.getByRole('option', { name: 'Lofthus Konditori' }).click()
  await expect(dialog.getByText('What the customer will show')).toBeVisible()
  await expect(dialog.getByRole('columnheader', { name: 'Lofthus Konditori' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Link', exact: true }).click()
  await expect(page.getByText('One customer in 2 records')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('One customer in 2 records')).toBeHidden()
})
