import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

const installed = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Journeys of a user in a real Chromium against the real server; `npm test` builds the screens before. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/tessera-tests/browser',
  // One browser and one server are all that a small machine carries.
  workers: 1,
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    trace: 'retain-on-failure',
    launchOptions: {
      args: quiet,
      ...(existsSync(installed) ? { executablePath: installed } : {}),
    },
  },
})
