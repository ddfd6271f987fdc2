import { ask } from './asking.ts'
import { carry } from './carrying.ts'
import { expect, test } from './journey.ts'

// Moves a deal of the demo.
test.use({ untouched: 'board asks', actionTimeout: 15_000 })

type Board = {
  stages: { id: string; name: string; criteria: { text: string }[]; cards: { id: string; name: string }[] }[]
}

test('The board asks about what is open before a card goes on, by keyboard: back takes the card back, on moves it', async ({
  page,
}) => {
  await page.goto('/sales/board?whose=all')
  const read = () => ask<Board>(page, { method: 'GET', path: '/sales/board?whose=all' })
  const { stages } = await read()
  const at = stages.findIndex((stage, place) => stage.criteria.length > 0 && place < stages.length - 1)
  const [from, to] = [stages[at], stages[at + 1]]
  let deal: { id: string; name: string } | undefined
  for (const card of from?.cards ?? []) {
    const { criteria } = await ask<{ criteria: { metAt: string | null }[] }>(page, {
      method: 'GET',
      path: `/opportunities/${card.id}/page`,
    })
    const alone = from?.cards.filter(({ name }) => name === card.name).length === 1
    if (alone && criteria.some(({ metAt }) => metAt === null)) deal = card
    if (deal) break
  }
  const column = (name = '') => page.getByRole('region', { name, exact: true })
  const card = (name = '') =>
    column(name)
      .getByRole('button', { name: `Card ${deal?.name}`, exact: true })
      .first()
  const carryOn = () => carry(page, { card: card(from?.name), arrow: 'ArrowRight', over: to?.name ?? '' })
  const dialog = page.getByRole('dialog', { name: deal?.name ?? '' })

  await test.step('Escape takes the card back', async () => {
    await carryOn()
    await expect(dialog.getByText(/of .+ (is|are) open:/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: `To ${to?.name} all the same` })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(card(from?.name)).toBeVisible()
    const now = await read()
    expect(now.stages[at]?.cards.some(({ id }) => id === deal?.id)).toBe(true)
  })

  await test.step('Enter moves it all the same, with Undo', async () => {
    await carryOn()
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    const moved = async () => (await read()).stages[at + 1]?.cards.some(({ id }) => id === deal?.id)
    await expect.poll(moved).toBe(true)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(moved).toBe(false)
  })
})
