import type { Module } from '../../../platform/module.ts'
import { matchingTexts } from '../texts/index.ts'

/** What the module registers with the platform. */
export const matchingModule: Module = { name: 'matching', texts: matchingTexts }
