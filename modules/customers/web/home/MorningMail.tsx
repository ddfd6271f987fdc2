import { Switch } from '@mantine/core'
import { Mail } from 'lucide-react'
import { useId } from 'react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { customersContract } from '../../contract.ts'
import styles from './home.module.css'

/** The switch of the morning mail; where no mail can be sent it says why. */
export function MorningMail() {
  const t = useT()
  const id = useId()
  const done = useTellDone()
  const tell = useTellProblem()
  const choice = useCall(customersContract.digest)
  const choose = useMutate(customersContract.chooseDigest, { invalidates: [customersContract.digest] })
  if (!choice.data) return null
  const { possible } = choice.data
  const wanted = (choose.isPending ? choose.variables.body?.wanted : undefined) ?? choice.data.wanted
  const change = (next: boolean) =>
    choose.mutate(
      { body: { wanted: next } },
      {
        onError: tell,
        onSuccess: () => done(t(next ? 'customers.digest.on' : 'customers.digest.off'), null),
      },
    )
  return (
    <label className={styles.morning} htmlFor={id} data-off={!possible || undefined}>
      <Mail size={16} strokeWidth={1.75} aria-hidden />
      <span>
        {t('customers.digest.title')}
        <small id={`${id}-hint`}>
          {t(possible ? 'customers.digest.hint' : 'customers.digest.impossible')}
        </small>
      </span>
      <Switch
        id={id}
        aria-describedby={`${id}-hint`}
        checked={wanted && possible}
        disabled={!possible}
        onChange={event => change(event.currentTarget.checked)}
      />
    </label>
  )
}

/** The same switch among what a person chooses for himself. */
export function MorningMailCard() {
  return (
    <Card>
      <MorningMail />
    </Card>
  )
}
