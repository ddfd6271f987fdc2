import { customersWeb } from '../modules/customers/web/index.ts'
import { dataQualityWeb } from '../modules/data-quality/web/index.ts'
import { integrationWeb } from '../modules/integration/web/index.ts'
import { matchingWeb } from '../modules/matching/web/index.ts'
import { salesWeb } from '../modules/sales/web/index.ts'
import { settingsTabs, staffWeb } from '../modules/staff/web/index.ts'
import { platformWeb } from '../ui/pages/index.ts'
import { fill } from '../ui/shell/web-module.ts'
import type { WebModule } from '../ui/shell/web-module.ts'
import { FieldsTab } from './FieldsTab.tsx'

/** The platform knows no module, so its page of own fields is hung into the settings here. */
const platform: WebModule = {
  ...platformWeb,
  slots: [
    ...(platformWeb.slots ?? []),
    fill(settingsTabs, { order: 10, permission: 'fields.manage', component: FieldsTab }),
  ],
}

/** The modules with screens, lowest first, as in `modules.ts`. */
export const webModules: readonly WebModule[] = [
  platform,
  staffWeb,
  customersWeb,
  dataQualityWeb,
  matchingWeb,
  integrationWeb,
  salesWeb,
]
