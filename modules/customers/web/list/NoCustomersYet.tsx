import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Plus, Upload, UsersRound } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { EmptyState } from '../../../../ui/theme/parts.tsx'

/** A fresh installation: what to do first. */
export function NoCustomersYet() {
  const t = useT()
  const may = useMay()
  return (
    <EmptyState
      icon={<UsersRound size={20} aria-hidden />}
      title={t('customers.list.empty')}
      acts={
        <>
          {may('customers.import') && (
            <Button
              component={Link}
              to="/imports/new"
              search={{ entity: 'customer' } as never}
              variant="filled"
              leftSection={<Upload size={15} aria-hidden />}
            >
              {t('customers.list.importFile')}
            </Button>
          )}
          {may('customers.write') && (
            <Button component={Link} to="/customers/new" leftSection={<Plus size={15} aria-hidden />}>
              {t('customers.list.newFirst')}
            </Button>
          )}
        </>
      }
    >
      {t('customers.list.emptyHint')}
    </EmptyState>
  )
}
