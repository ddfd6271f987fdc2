import type { Module } from '../../../platform/module.ts'
import { dataQualityTexts } from '../texts/index.ts'

/** What the module registers with the platform. */
export const dataQualityModule: Module = { name: 'data-quality', texts: dataQualityTexts }
