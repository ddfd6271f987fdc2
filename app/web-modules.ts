import { customersWeb } from '../modules/customers/web/index.ts'
import { staffWeb } from '../modules/staff/web/index.ts'
import type { WebModule } from '../ui/shell/web-module.ts'

/** The modules with screens, lowest first, as in `modules.ts`. */
export const webModules: readonly WebModule[] = [staffWeb, customersWeb]
