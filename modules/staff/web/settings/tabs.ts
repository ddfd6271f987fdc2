import { slot } from '../../../../ui/shell/web-module.ts'

/** Where other modules hang the tabs of their own settings pages; fill it with a component that shows a `SettingsTab`. */
export const settingsTabs = slot<Record<never, never>>('staff.settings.tabs')

/** Cards of the own account, below name and looks: what else a person chooses for himself. */
export const accountCards = slot<Record<never, never>>('staff.settings.account')
