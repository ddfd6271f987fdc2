import type { Context, Db } from '../../../../platform/context.ts'
import { Refused } from '../../../../platform/errors.ts'
import { keepSetting, settingOf } from '../../../../platform/settings.ts'
import type { Rule } from '../../contract.ts'
import { decidedByPeople, lineFor, within } from '../live/experience.ts'
import type { Model } from '../engine/index.ts'
import { type CurrentModel, currentModel } from '../live/model.ts'

const name = 'matching.rule'

/** Before the organisation has set anything nothing is linked without asking. */
const before: Omit<Rule, 'review' | 'link'> = { on: false, agree: 'contact', sameOwner: true, cap: 8 }

/** The lines and the rule as they are set; lines that nobody has set are those of the model in force (read unless known). */
export async function ruleOf(db: Db, known?: CurrentModel): Promise<Rule> {
  const { model } = known ?? (await currentModel(db))
  return ruleFrom(model, await settingOf<Partial<Rule>>(db, name, {}))
}

/** The rule where this much of it is set. */
export function ruleFrom(model: Model, set: Partial<Rule>): Rule {
  return { ...before, ...model.thresholds, ...set }
}

/** Refuses a rule that would link what it would not even ask about. */
export function assertRule(rule: Rule): void {
  if (rule.link <= rule.review)
    throw new Refused(
      'matching.lines-crossed',
      `The line for linking (${rule.link}) has to lie above the line for asking (${rule.review}).`,
      { link: rule.link, review: rule.review },
    )
}

/** Sets the lines and the rule. What waits is not weighed anew; the next search uses the new lines. */
export async function setRule(ctx: Context, rule: Rule): Promise<Rule> {
  assertRule(rule)
  await keepSetting(ctx, name, rule)
  return rule
}

/** Share of right links that a suggested line promises, by the lower end of its interval. */
const promised = 0.99
const binWidth = 4

/** The rule with what people decided so far, by weight, and the line that their decisions would bear. */
export async function ruleView(ctx: Context) {
  const histogram = await decidedByPeople(ctx.db)
  const from = Math.floor((histogram[0]?.weight ?? 0) / binWidth) * binWidth
  const to = histogram.at(-1)?.weight ?? from
  const bins = histogram.length === 0 ? 0 : Math.floor((to - from) / binWidth) + 1
  return {
    rule: await ruleOf(ctx.db),
    bins: Array.from({ length: bins }, (_, at) => {
      const low = from + at * binWidth
      return { from: low, to: low + binWidth, ...within(histogram, low, low + binWidth - 1) }
    }).filter(({ decided }) => decided > 0),
    suggested: lineFor(histogram, promised),
  }
}
