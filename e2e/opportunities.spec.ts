import { expect, test } from './journey.ts'

// It adds opportunities and timeline entries that other journeys would count.
test.use({ untouched: 'sales', actionTimeout: 15_000 })

test('A seller opens a deal by keyboard, moves it, loses it for a reason, and takes that back', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const name = 'Cooling for the top floors'

  await test.step('a new deal without a mouse, in dollars', async () => {
    await page.goto('/sales/board')
    await expect(page.getByRole('group', { name: 'Board' })).toBeVisible()
    await page.keyboard.press('o')
    await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
    await page.keyboard.type('Hotell Havblikk')
    await expect(page.getByRole('option', { name: 'Hotell Havblikk' })).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type(name)
    await page.keyboard.press('Tab')
    await page.keyboard.type('125000 usd')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expect(page.getByText('$125,000').first()).toBeVisible()
  })

  await test.step('on to another stage, and lost for a reason', async () => {
    await page.getByRole('button', { name: 'Proposal', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Proposal', exact: true })).toHaveAttribute(
      'aria-current',
      'step',
    )
    await page.getByRole('button', { name: 'Lost', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'Lost', exact: true })).toBeDisabled()
    await dialog.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option', { name: 'Price' }).click()
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Too dear')
    await dialog.getByRole('button', { name: 'Lost', exact: true }).click()
    await expect(page.getByText('Too dear')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible()
  })

  await test.step('undo brings it back where it was', async () => {
    const told = page.getByText(`${name} is lost.`).locator('..')
    await told.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('Too dear')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Proposal', exact: true })).toHaveAttribute(
      'aria-current',
      'step',
    )
  })

  await test.step('on the board it is carried to the last stage by keyboard', async () => {
    await page.goto('/sales/board')
    const stage = (title: string) => page.getByRole('region', { name: title, exact: true })
    const card = stage('Proposal').getByRole('button', { name: new RegExp(name) })
    await card.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await expect(stage('Negotiation').getByRole('button', { name: new RegExp(name) })).toBeVisible()
    await expect(stage('Negotiation').getByText('1 amount has no rate')).toBeVisible()
  })

  await test.step('its customer tells that something happened, and leads there', async () => {
    await page.goto('/sales/opportunities')
    await page.getByText(name).first().click()
    await page.getByRole('link', { name: 'Hotell Havblikk' }).first().click()
    await expect(page.getByText('An opportunity was opened').first()).toBeVisible()
    await expect(page.getByRole('main').getByText(name)).toBeHidden()
  })
})
