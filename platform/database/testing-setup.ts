import type { TestProject } from 'vitest/node'
import { migrationSources } from '../../app/migrations.ts'
import { startTestServer } from './testing-server.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(migrationSources)
  project.provide('testServerUrl', server.url)
  project.provide('testTemplate', server.template)
  return server.stop
}
