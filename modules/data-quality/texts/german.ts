import { goldenActsDe, goldenDe, goldenErrorsDe } from './golden-de.ts'
import { conditionsDe, qualityActsDe, qualityDe, qualityErrorsDe } from './quality-de.ts'
import { trustActsDe, trustDe, trustErrorsDe } from './trust-de.ts'

/** All words of this folder in one language. */
export const german = {
  'data-quality': {
    trust: trustDe,
    golden: goldenDe,
    ...qualityDe,
    act: { ...trustActsDe, ...goldenActsDe, ...qualityActsDe },
  },
  errors: { 'data-quality': { ...trustErrorsDe, ...goldenErrorsDe, ...qualityErrorsDe } },
  condition: conditionsDe,
}
