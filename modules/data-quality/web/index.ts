import type { WebModule } from '../../../ui/shell/web-module.ts'
import { dataQualityTexts } from '../texts/index.ts'

export const dataQualityWeb: WebModule = { name: 'data-quality', texts: dataQualityTexts, routes: [] }
