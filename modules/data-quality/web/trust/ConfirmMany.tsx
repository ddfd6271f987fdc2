import { Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../ui/field/record.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { type Chosen, selectionOf } from '../../../customers/web/index.ts'
import { dataQualityContract as api } from '../../contract.ts'
import styles from './trust.module.css'
import { useTrustAct } from './use-trust-act.ts'
import { useValueWords } from './value-words.ts'

const judged = [
  'phone',
  'email',
  'address',
  'website',
  'orgNumber',
  'jobTitle',
  'industry',
  'employees',
  'city',
  'postcode',
  'country',
  'language',
  'birthDate',
]

/** Asks which values of the chosen customers are right, and confirms them as one act. */
export function ConfirmMany({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const t = useT()
  const words = useValueWords()
  const tellDone = useTellDone()
  const act = useTrustAct()
  const entity = useEntity('customer')
  const [fields, setFields] = useState<string[]>([])
  const [sending, setSending] = useState(false)
  const own = entity.fields.filter(({ custom }) => custom).map(({ key }) => key)
  const keys = [...judged.filter(key => key === 'address' || fieldOf(entity, key)), ...own]
  const send = async () => {
    setSending(true)
    const answer = await act(api.confirmMany, { body: { ...selectionOf(chosen), fields } }, { done: null })
    setSending(false)
    if (!answer) return
    const count = answer.data.confirmed
    tellDone(t('data-quality.trust.done.confirmedMany', { count }), count > 0 ? answer.batch : null)
    chosen.clear()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('data-quality.trust.many.title')} size={460}>
      <FormFrame
        onSend={send}
        ready={fields.length > 0}
        sending={sending}
        act={t('data-quality.trust.many.act')}
        onCancel={onClose}
      >
        <p className={styles.hint}>{t('data-quality.trust.many.hint')}</p>
        <Checkbox.Group label={t('data-quality.trust.many.fields')} value={fields} onChange={setFields}>
          <div className={styles.manyFields}>
            {keys.map((key, at) => (
              <Checkbox
                key={key}
                value={key}
                label={words.labelOf(key)}
                data-autofocus={at === 0 || undefined}
              />
            ))}
          </div>
        </Checkbox.Group>
      </FormFrame>
    </Modal>
  )
}
