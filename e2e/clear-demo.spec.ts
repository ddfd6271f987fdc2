import { expect, test } from './journey.ts'

// The demo as it came: other journeys add customers of their own, which no clearing takes away.
test.use({ untouched: 'clear-demo' })

test('Whoever has seen enough clears the demo in one click, and Undo brings all of it back', async ({
  page,
}) => {
  await page.goto('/customers')
  await expect(page.getByRole('grid', { name: '1,520 customers' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear the demo' }).click()
  await expect(page.getByRole('heading', { name: 'No customers yet' })).toBeVisible()
  await expect(page.getByText('This is a demo company.')).toBeHidden()
  await test.step('the empty list says what to do first', async () => {
    await expect(page.getByText('Bring them in from a file')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Import a file' })).toHaveAttribute('href', /\/imports\/new/)
    await expect(page.getByRole('link', { name: 'Add the first one' })).toBeVisible()
  })
  await test.step('nobody of the demo works here any more, and there is no role to look through', async () => {
    await expect(page.getByRole('button', { name: /^You look as/ })).toBeHidden()
    const answer = await page.request.get('/api/v1/colleagues')
    const { items } = (await answer.json()) as { items: { name: string }[] }
    expect(items.map(({ name }) => name)).not.toContain('Ana Horvat')
  })
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('grid', { name: '1,520 customers' })).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText('This is a demo company.')).toBeVisible()
})
