import { useCallback, useState } from 'react'
import type { Problem } from '../../../platform/contract/client.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { DropZone } from '../../import/DropZone.tsx'
import { Bones, Card } from '../../theme/parts.tsx'
import { Faults } from './Faults.tsx'
import styles from './Imports.module.css'
import { useDropAnywhere } from './use-drop-anywhere.ts'

const endings = ['.csv', '.tsv', '.txt', '.xlsx', '.vcf']
/** The server has no limit; beyond this a browser's upload over a usual line takes too long to sit through. */
const largest = 4 * 1024 ** 3

type FileStepProps = { onFile: (file: File) => void; reading: string | null; error: Problem | null }

/** The file, chosen or dropped anywhere on the page; what is wrong with one that cannot be read. */
export function FileStep({ onFile, reading, error }: FileStepProps) {
  const t = useT()
  const [wrongKind, setWrongKind] = useState<string | null>(null)
  const take = useCallback(
    (file: File) => {
      const right = endings.some(ending => file.name.toLowerCase().endsWith(ending))
      setWrongKind(right ? null : file.name)
      if (right) onFile(file)
    },
    [onFile],
  )
  useDropAnywhere(take, reading === null)
  if (reading)
    return (
      <Card title={t('pages.imports.reading', { name: reading })} aria-label={t('ui.loading')}>
        <Bones lines={6} />
      </Card>
    )
  return (
    <>
      <DropZone accept={endings} maxBytes={largest} onFile={take} />
      {wrongKind !== null && (
        <Faults sentences={[t('ui.import.wrongKind', { name: wrongKind, kinds: endings.join(', ') })]} />
      )}
      {wrongKind === null && error && <Faults error={error} />}
      <ul className={styles.promises}>
        {['any', 'before', 'back'].map(promise => (
          <li key={promise}>{t(`pages.imports.promise.${promise}`)}</li>
        ))}
      </ul>
    </>
  )
}
