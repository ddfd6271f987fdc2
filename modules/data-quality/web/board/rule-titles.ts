import { call } from '../../../../platform/contract/client.ts'
import { answerTitles } from '../../../../ui/filter/named-titles.ts'
import { dataQualityContract as api } from '../../contract.ts'

/** The list of customers says by its name which rule its filter is about. */
export function nameRulesInFilters(): void {
  answerTitles('@rule', async () => {
    const { items } = await call(api.rules)
    return items.map(({ id, name }) => ({ id, title: name }))
  })
}
