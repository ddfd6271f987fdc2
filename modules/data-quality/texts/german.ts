import { goldenActsDe, goldenDe, goldenErrorsDe } from './golden-de.ts'
import { boardDe } from './board-de.ts'
import { cleaningDe, cleaningActsDe } from './cleaning-de.ts'
import { conditionsDe, rulesActsDe, rulesDe, rulesErrorsDe } from './rules-de.ts'
import { trustActsDe, trustDe, trustErrorsDe } from './trust-de.ts'

/** All words of this folder in one language. */
export const german = {
  'data-quality': {
    trust: trustDe,
    golden: goldenDe,
    ...rulesDe,
    ...boardDe,
    ...cleaningDe,
    act: { ...trustActsDe, ...goldenActsDe, ...cleaningActsDe, ...rulesActsDe },
  },
  errors: { 'data-quality': { ...trustErrorsDe, ...goldenErrorsDe, ...rulesErrorsDe } },
  condition: conditionsDe,
}
