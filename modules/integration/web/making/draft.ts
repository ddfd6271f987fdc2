import type { MakingDraft } from '../../contract/making.ts'

/** Without what was chosen and is still empty. */
export function sound(draft: MakingDraft): MakingDraft {
  const filled = (rules: MakingDraft['mapping']) =>
    rules.filter(rule => rule.field !== draft.oursField && (!('always' in rule) || rule.always !== ''))
  return {
    ...draft,
    mapping: filled(draft.mapping),
    lines: draft.lines && {
      ...draft.lines,
      mapping: draft.lines.mapping.filter(rule => !('always' in rule) || rule.always !== ''),
    },
  }
}
