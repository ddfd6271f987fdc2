import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { callWithBatch } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'

/** Asks before one parts from a system, and says honestly what does not come back. */
export function PartDialog({ system, onClose }: { system: JoinedSystem; onClose: () => void }) {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const records = system.objects.reduce((sum, object) => sum + object.records, 0)
  const part = async () => {
    setBusy(true)
    try {
      const { batch } = await callWithBatch(integrationContract.removeSystem, { params: { id: system.id } })
      // Away first: nothing of it is to be read again.
      await navigate({ to: '/systems' })
      tellDone(t('integration.system.parted', { system: system.name }), batch)
      client.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(system.id) })
      await client.invalidateQueries()
    } catch (error) {
      tellProblem(error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('integration.system.partTitle', { system: system.name })}>
      <div className={styles.findings}>
        <p>{t('integration.system.partStays')}</p>
        <p>{t('integration.system.partGoes', { records })}</p>
        <p className={styles.text}>{t('integration.system.partBack')}</p>
        <div className={styles.dialogActs}>
          <Button data-autofocus onClick={onClose}>
            {t('integration.system.cancel')}
          </Button>
          <Button variant="filled" color="red" loading={busy} onClick={() => void part()}>
            {t('integration.system.part')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
