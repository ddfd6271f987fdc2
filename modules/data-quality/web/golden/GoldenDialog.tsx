import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract } from '../../contract.ts'
import { GoldenTable } from './GoldenTable.tsx'
import styles from './golden.module.css'
import { useGoldenAct } from './use-golden-act.ts'

/** Below the records of a family: the way to whose values are shown. */
export function GoldenAct({ id }: { id: string; members: number }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <p className={styles.act}>
      <TextLink onClick={() => setOpen(true)}>{t('data-quality.golden.open')}</TextLink>
      {open && <GoldenDialog id={id} onClose={() => setOpen(false)} />}
    </p>
  )
}

/** The records of a customer side by side, where one chooses whose value it shows. */
function GoldenDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT()
  const may = useMay()
  const act = useGoldenAct()
  const golden = useCall(dataQualityContract.golden, { params: { id } })
  const choose = (field: string, member: string | null) =>
    void act(
      dataQualityContract.choose,
      { params: { id }, body: { field, member } },
      t(`data-quality.golden.done.${member ? 'chosen' : 'byRules'}`),
    )
  return (
    <Modal opened onClose={onClose} size={820} title={t('data-quality.golden.title')}>
      <p className={styles.hint}>{t('data-quality.golden.hint')}</p>
      {golden.data ? (
        <GoldenTable golden={golden.data} onChoose={may('customers.write') ? choose : undefined} />
      ) : (
        <Reading of={golden} lines={8} />
      )}
    </Modal>
  )
}
