import type { Logger } from 'pino'
import type { Access } from '../../../platform/access/access.ts'
import { type Db, tables } from '../../../platform/context.ts'
import { registerTexts } from '../../../platform/i18n/index.ts'
import type { Mailer } from '../../../platform/mail/mail.ts'
import type { Module } from '../../../platform/module.ts'
import { staffTexts } from '../texts/index.ts'
import { actorResolver } from './access/resolve-actor.ts'
import { configureBetterAuth } from './auth/better-auth.ts'
import { cookieSecret } from './auth/cookie-secret.ts'
import { authHandler, type HandleAuth } from './auth/handle-auth.ts'
import { assertSameOrigin } from './auth/same-origin.ts'
import type { Installation } from './installation.ts'
import { staffModule } from './module.ts'
import type { Known } from './rights.ts'
import { firstAdministratorLink } from './sign-in-links.ts'
import type { StaffTables } from './tables.ts'

export type StaffOptions = {
  db: Db
  /** The configured public address, or null. Decides about secure cookies and whose pages may write. */
  publicUrl: string | null
  /** Where the server listens; links in mails begin with it when there is no public address. */
  address: string
  demo: boolean
  /** Called when needed, so it may answer from modules that are listed after this one. */
  known: () => Known
  mailer: Mailer
  log: Logger
}

/** The module as it runs in one process. */
export type Staff = {
  module: Module
  access: Access
  /** Drops what this process has cached about who may do what; call it when the event `staff.access-changed` arrives. */
  forgetAccess: () => void
  /** Third argument of `createApiKey` and `invite`. */
  installation: Installation
  /** Answers `POST /api/auth/*`. */
  handleAuth: HandleAuth
  /** See the function of this name. */
  firstAdministratorLink: () => Promise<string | null>
}

/** Opens the module: reads the cookie secret and ties sign-in, access and routes together. */
export async function openStaff(options: StaffOptions): Promise<Staff> {
  registerTexts(staffTexts)
  const db = tables<StaffTables>(options)
  const secret = await cookieSecret(db)
  const https = options.publicUrl?.startsWith('https:') ?? false
  const origins = options.publicUrl === null ? [] : [new URL(options.publicUrl).origin]
  const known = () => without(options.known(), options.demo ? [] : ['demo.switch'])
  const { forgetAccess, ...resolver } = actorResolver({
    db,
    cookieSecret: secret,
    https,
    demo: options.demo,
    known,
  })
  const installation: Installation = {
    db,
    address: options.publicUrl ?? options.address,
    demo: options.demo,
    known,
    forgetAccess,
  }
  const auth = configureBetterAuth({ db, secret, https })
  return {
    access: { ...resolver, assertSameOrigin: headers => assertSameOrigin(headers, origins) },
    forgetAccess,
    installation,
    module: staffModule(installation),
    handleAuth: authHandler(
      {
        db,
        auth,
        cookieSecret: secret,
        https,
        forgetAccess,
        mailer: options.mailer,
        address: installation.address,
        log: options.log,
      },
      origins,
    ),
    firstAdministratorLink: () => firstAdministratorLink(db),
  }
}

function without(known: Known, permissions: readonly string[]): Known {
  return { ...known, permissions: known.permissions.filter(name => !permissions.includes(name)) }
}
