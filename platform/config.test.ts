import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder, readConfig } from './config.ts'

test('without any variable everything has a default', () => {
  expect(readConfig({})).toEqual({
    port: 4004,
    host: '127.0.0.1',
    dataFolder: join(projectFolder, 'data'),
    databaseUrl: null,
    databaseDirectUrl: null,
    databaseReplicaUrl: null,
    demo: true,
    smtpUrl: null,
    secretKeys: null,
    outboundNetworks: [],
    publicUrl: null,
    role: 'all',
    logLevel: 'info',
    production: true,
  })
})

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4004, databaseUrl: null })
})

test('every bad variable is listed with what was given and what is expected', () => {
  const wrong = { PORT: '70000', TESSERA_DEMO: 'yes', LOG_LEVEL: 'loud', TESSERA_URL: 'crm.example.org' }
  expect(() => readConfig(wrong)).toThrow(
    /PORT is “70000”; expected: a port[\s\S]*TESSERA_DEMO is “yes”; expected: 1[\s\S]*TESSERA_URL is “crm[\s\S]*LOG_LEVEL is “loud”/,
  )
})

test('a misspelt variable is refused with the name that was meant', () => {
  expect(() => readConfig({ TESSERA_DATE: '/srv' })).toThrow(
    'TESSERA_DATE is not a variable of Tessera; did you mean TESSERA_DATA?',
  )
})

test('a wrong address that may hold a password is not shown', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@host/x' })).toThrow(
    /^(?![\s\S]*secret)[\s\S]*DATABASE_URL/,
  )
})

test('keys and networks are taken by commas, and a wrong key is not shown', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const given = { TESSERA_SECRET_KEYS: `${key}, ${key}`, TESSERA_OUTBOUND: '10.0.0.0/8,127.0.0.1' }
  expect(readConfig(given)).toMatchObject({
    secretKeys: [key, key],
    outboundNetworks: ['10.0.0.0/8', '127.0.0.1'],
  })
  expect(() => readConfig({ TESSERA_SECRET_KEYS: 'abcdefgh' })).toThrow(
    /^(?![\s\S]*abcdefgh)[\s\S]*TESSERA_SECRET_KEYS[\s\S]*32 bytes/,
  )
  expect(() => readConfig({ TESSERA_OUTBOUND: '0.0.0.0/0' })).toThrow(
    /TESSERA_OUTBOUND is “0.0.0.0\/0”; expected: networks/,
  )
})

test('the flag --role wins over the environment, and is checked as well', () => {
  expect(readConfig({ TESSERA_ROLE: 'web' }, { role: 'worker' }).role).toBe('worker')
  expect(() => readConfig({}, { role: 'boss' })).toThrow('web, worker or all')
})

test('a relative data folder is one of the project, and a public address loses its last slash', () => {
  const config = readConfig({ TESSERA_DATA: 'elsewhere', TESSERA_URL: 'https://crm.example.org/' })
  expect(config.dataFolder).toBe(join(projectFolder, 'elsewhere'))
  expect(config.publicUrl).toBe('https://crm.example.org')
})
