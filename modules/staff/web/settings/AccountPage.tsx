import { KeyRound } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import { CredentialsCard } from './CredentialsCard.tsx'
import { PreferencesCard } from './PreferencesCard.tsx'
import { SessionsCard } from './SessionsCard.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { accountCards } from './tabs.ts'

/** The own account: name and looks, how one gets in, where one is signed in. */
export default function AccountPage() {
  const t = useT()
  const user = useSession().user as { email: string; hasPassword?: boolean; choosesPassword?: boolean }
  const hasPassword = user.hasPassword !== false
  const settled = hasPassword && !user.choosesPassword
  return (
    <SettingsFrame title={t('staff.settings.account')}>
      {!settled && (
        <Sentence tone="amber" icon={<KeyRound size={16} aria-hidden />}>
          {t(hasPassword ? 'staff.account.choosesPassword' : 'staff.account.noPassword')}
        </Sentence>
      )}
      {settled ? (
        <>
          <PreferencesCard />
          <CredentialsCard email={user.email} hasPassword />
        </>
      ) : (
        <>
          <CredentialsCard email={hasPassword ? user.email : ''} hasPassword={false} />
          <PreferencesCard />
        </>
      )}
      <SlotOutlet of={accountCards} props={{}} />
      <SessionsCard />
    </SettingsFrame>
  )
}
