import { openDeal } from './asking.ts'
import { carry } from './carrying.ts'
import { expect, test } from './journey.ts'
import { expectNoSideways, phone } from './layout.ts'

// It adds opportunities and timeline entries that other journeys would count.
test.use({ untouched: 'sales', actionTimeout: 15_000 })

test('A seller opens a deal by keyboard, moves it, loses it for a reason, and takes that back', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const name = 'Cold store at the harbour'

  await test.step('a new deal without a mouse, in dollars', async () => {
    await page.goto('/sales/board')
    await expect(page.getByRole('group', { name: 'Board' })).toBeVisible()
    await page.keyboard.press('o')
    await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
    await page.keyboard.type('Hotell Havblikk')
    await expect(page.getByRole('option', { name: 'Hotell Havblikk', exact: true })).toBeVisible()
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
    await page.keyboard.press('3')
    await expect(page.getByRole('alert')).toContainText('2 criteria of Qualified are open')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Proposal', exact: true })).toHaveAttribute(
      'aria-current',
      'step',
    )
    await page.keyboard.press('l')
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
    await carry(page, { card, arrow: 'ArrowRight', over: 'Negotiation' })
    // Its criteria are open still: the board asks.
    const asked = page.getByRole('dialog', { name })
    await expect(asked.getByRole('button', { name: 'To Negotiation all the same' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(asked).toBeHidden()
    await expect(stage('Negotiation').getByRole('button', { name: new RegExp(name) })).toBeVisible()
    await expect(stage('Negotiation').getByText('1 amount has no rate')).toBeVisible()
  })

  await test.step('its customer tells that something happened, and leads there', async () => {
    await page.goto('/sales/opportunities')
    await page.getByText(name).first().click()
    await page.getByRole('link', { name: 'Hotell Havblikk' }).first().click()
    await expect(page.getByText('An opportunity was opened').first()).toBeVisible()
    const deals = page.getByRole('region', { name: 'Opportunities' }).getByRole('listitem')
    await expect(deals.filter({ hasText: '$125,000' }).getByRole('link', { name })).toBeVisible()
    const told = page.getByRole('listitem').filter({ hasText: 'An opportunity was opened' })
    await expect(told.first()).not.toContainText(name)
  })
})

test('A seller notes who decides and who else wants it, ticks what holds, and says what comes next', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const name = 'Ventilation of the old wing'
  const card = (title: string | RegExp) => page.getByRole('region', { name: title })
  const undo = async (told: string) => {
    const toast = page.getByText(told, { exact: true }).locator('..')
    await toast.getByRole('button', { name: 'Undo' }).click()
  }

  await test.step('a deal of somebody new brings its customer, who may be known already', async () => {
    await page.goto('/sales/opportunities/new')
    await page.getByRole('combobox', { name: 'Customer' }).fill('Ostkant Eiendom')
    await expect(page.getByRole('option', { name: 'Create “Ostkant Eiendom” as a customer' })).toBeVisible()
    await page.keyboard.press('Enter')
    const newcomer = page.getByRole('group', { name: 'A new customer' })
    await expect(newcomer.getByRole('textbox', { name: 'Name' })).toHaveValue('Ostkant Eiendom')
    await newcomer.getByRole('textbox', { name: 'Name' }).fill('Hotell Havblik')
    await newcomer.getByRole('textbox', { name: 'E-mail' }).fill('post@hotell-havblikk.example')
    await expect(newcomer.getByText('Hotell Havblikk').first()).toBeVisible()
    await expect(newcomer.getByRole('button', { name: 'Take this one' }).first()).toBeVisible()
    await newcomer.getByRole('textbox', { name: 'Name' }).fill('Ostkant Eiendom')
    await newcomer.getByRole('textbox', { name: 'E-mail' }).fill('post@ostkant.example')
    await page.getByRole('textbox', { name: 'Name' }).last().fill(name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Ostkant Eiendom' })).toBeVisible()
  })

  await test.step('people, one of them by name only; taken away and brought back', async () => {
    const people = card('People involved')
    await expect(people.getByText('Who decides, who pays')).toBeVisible()
    await page.keyboard.press('p')
    await page.keyboard.type('Porter at the gate')
    await expect(page.getByRole('option', { name: /by name only/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(people.getByText('Porter at the gate')).toBeVisible()
    await people.getByRole('button', { name: 'What Porter at the gate does: Decides' }).click()
    await page.getByRole('menuitem', { name: 'Will use it' }).click()
    await expect(people.getByText('Nobody who decides is known yet.')).toBeVisible()
    await people.getByRole('button', { name: /Porter at the gate/ }).click()
    await page.getByRole('menuitem', { name: 'Remove from the deal' }).click()
    await expect(people.getByText('Porter at the gate')).toBeHidden()
    await undo('Porter at the gate was removed.')
    await expect(people.getByText('Porter at the gate')).toBeVisible()
  })

  await test.step('a competitor, and what is known of it', async () => {
    const rivals = card('Competitors')
    await rivals.getByRole('button', { name: 'Add a competitor' }).click()
    await page.keyboard.type('Kalt')
    await page.getByRole('option', { name: 'Kaltwerk' }).click()
    await rivals.getByRole('button', { name: 'Add a competitor' }).click()
    await rivals.getByRole('button', { name: 'Say what is known' }).click()
    await page.keyboard.type('Cheaper by a tenth')
    await rivals.getByRole('button', { name: 'Save' }).click()
    await expect(rivals.getByText('Cheaper by a tenth')).toBeVisible()
  })

  await test.step('what holds is ticked; with all of it the deal moves on without a word', async () => {
    const criteria = card(/^Before it leaves/)
    for (const text of ['The need is real and has a date', 'We know who decides']) {
      await criteria.getByRole('checkbox', { name: text }).click()
      await expect(criteria.getByRole('checkbox', { name: text })).toBeChecked()
    }
    await expect(criteria.getByText('2 of 2')).toBeVisible()
    await page.keyboard.press('2')
    await expect(card('Before it leaves Needs understood')).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })

  await test.step('the next step is written where it stands', async () => {
    await expect(page.getByText('No next step.')).toBeVisible()
    await page.keyboard.press('n')
    await page.keyboard.type('Measure the shaft')
    await page.keyboard.press('Enter')
    await expect(page.getByText('No next step.')).toBeHidden()
    await expect(page.getByRole('main').getByText('Measure the shaft').first()).toBeVisible()
  })

  await test.step('the changes tell all of it in words', async () => {
    await page.getByRole('button', { name: 'Changes', exact: true }).click()
    const main = page.getByRole('main')
    for (const words of ['Opportunity moved', 'Criterion ticked', 'Competitor added to an opportunity'])
      await expect(main.getByText(words).first()).toBeVisible()
    await expect(main.getByText('Cheaper by a tenth')).toHaveCount(2)
    await expect(main).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}/)
  })

  await test.step('its customer shows it with its amount and next step, and begins the next', async () => {
    await page.getByRole('link', { name: 'Ostkant Eiendom' }).click()
    const deals = card('Opportunities')
    await expect(deals.getByText('1 open')).toBeVisible()
    await expect(deals.getByText('Measure the shaft')).toBeVisible()
    await page.keyboard.press('o')
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('Ostkant Eiendom')
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  })
})

test.describe('On the way', () => {
  test.use({ viewport: phone, hasTouch: true, isMobile: true })

  test('a deal is ticked and its people are noted by thumb', async ({ page }) => {
    test.setTimeout(120_000)
    await page.goto(await openDeal(page))
    await page.getByRole('tab', { name: 'Related' }).tap()
    const criterion = page.getByRole('checkbox').last()
    const ticked = await criterion.isChecked()
    await criterion.tap()
    await expect(criterion).toBeChecked({ checked: !ticked })
    const people = page.getByRole('region', { name: 'People involved' })
    await people.getByRole('button', { name: 'Add a person' }).tap()
    await people.getByRole('combobox', { name: 'Who' }).fill('Foreman on site')
    await page.getByRole('option', { name: /by name only/ }).tap()
    await people.getByRole('button', { name: 'Add a person' }).tap()
    const role = people.getByRole('button', { name: /Foreman on site/ })
    await expect(role).toBeVisible()
    expect((await role.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await expectNoSideways(page)
  })
})
