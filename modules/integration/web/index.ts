import type { WebModule } from '../../../ui/shell/web-module.ts'
import { integrationTexts } from '../texts/lazy.ts'

export const integrationWeb: WebModule = {
  name: 'integration',
  texts: integrationTexts,
  routes: [],
}
