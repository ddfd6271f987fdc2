import { Button, Modal } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { OpenCriteria } from './open-criteria.ts'
import styles from './board.module.css'

type CriteriaDialogProps = OpenCriteria & { onAnswer: (goOn: boolean) => void }

/** Says what should hold before a deal leaves its stage and does not; Enter goes on all the same, Escape takes the card back. */
export function CriteriaDialog({ name, from, to, open, onAnswer }: CriteriaDialogProps) {
  const t = useT()
  return (
    <Modal opened onClose={() => onAnswer(false)} title={name} size="sm">
      <p>
        <b>{t('sales.deal.warn.say', { count: open.length, stage: from })}</b>
      </p>
      <ul className={styles.open}>
        {open.map(({ key, text }) => (
          <li key={key}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      <div className={styles.answers}>
        <Button onClick={() => onAnswer(false)}>{t('sales.deal.warn.stay')}</Button>
        <Button variant="filled" data-autofocus onClick={() => onAnswer(true)}>
          {t('sales.deal.warn.anyway', { stage: to })}
        </Button>
      </div>
    </Modal>
  )
}
