import { Button } from '@mantine/core'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { matchingContract, type Rule } from '../../contract.ts'
import styles from './rule.module.css'

/** What a rule would do to the pairs that wait now, and how often such pairs were one. */
export function Trial({ rule }: { rule: Rule }) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const trial = useMutate(matchingContract.tryRule)
  const found = trial.data?.data
  const percent = (value: number) => format.number(100 * value, { maximumFractionDigits: 1 })
  return (
    <div className={styles.trial}>
      <Button
        loading={trial.isPending}
        onClick={() => trial.mutate({ body: rule }, { onError: tellProblem })}
      >
        {t('matching.rule.try')}
      </Button>
      {found && (
        <div role="status">
          <p>
            <b>{t('matching.rule.tried', { pairs: found.pairs })}</b>
          </p>
          {found.held.length > 0 && (
            <>
              <p>{t('matching.rule.triedHeld')}</p>
              <ul>
                {found.held.map(({ because, pairs }) => (
                  <li key={because}>{t(`matching.rule.held.${because}`, { count: pairs })}</li>
                ))}
              </ul>
            </>
          )}
          <p className={styles.quiet}>
            {found.experience
              ? t('matching.rule.precision', {
                  decided: found.experience.decided,
                  same: found.experience.same,
                  low: percent(found.experience.low),
                  high: percent(found.experience.high),
                })
              : t('matching.rule.noPrecision')}
          </p>
        </div>
      )}
    </div>
  )
}
