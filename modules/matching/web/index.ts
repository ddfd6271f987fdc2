import type { WebModule } from '../../../ui/shell/web-module.ts'
import { matchingTexts } from '../texts/index.ts'

export const matchingWeb: WebModule = { name: 'matching', texts: matchingTexts, routes: [] }
