import { call } from '../../../../platform/contract/client.ts'
import { answerTitles } from '../../../../ui/filter/named-titles.ts'
import { pictureContract as api } from '../../contract.ts'

/** The list of opportunities says by their names which stages and reasons its filter is about. */
export function namePicturesInFilters(): void {
  const stages = async () => {
    const { pipelines } = await call(api.pictureSummary)
    const funnels = await Promise.all(
      pipelines.map(({ id }) => call(api.pictureFunnel, { query: { pipeline: id } })),
    )
    return funnels.flatMap(({ stages: of }) => of.map(({ id, name }) => ({ id, title: name })))
  }
  for (const name of ['@entered', '@onward', '@back']) answerTitles(name, stages)
  answerTitles('@reason', async () => {
    const { reasons } = await call(api.pictureReasons)
    return reasons.flatMap(({ id, name }) => (id && name ? [{ id, title: name }] : []))
  })
}
