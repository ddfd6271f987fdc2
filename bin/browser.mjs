// Finds or installs the browser of the browser tests.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { environment, project } from './prepare.mjs'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** The path of a Chromium, or null when Playwright shall use the one it brought itself. Throws when there is none. */
export function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!fs.existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, which does not exist.`)
    return given
  }
  const found = installed.find(path => fs.existsSync(path))
  if (found) return found
  const output = { stdio: ['ignore', 2, 2], cwd: project }
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    process.stderr.write('Installing Chromium for the browser tests …\n')
    try {
      execFileSync('apt-get', ['update', '-qq'], output)
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        ...output,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
      return installed.find(path => fs.existsSync(path)) ?? null
    } catch (error) {
      process.stderr.write(
        `The system package could not be installed (${error.message}); trying Playwright’s own.\n`,
      )
    }
  }
  execFileSync('node_modules/.bin/playwright', ['install', 'chromium'], { ...output, env: environment() })
  return null
}
