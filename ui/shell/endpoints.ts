import type { Endpoint } from '../../platform/contract/endpoint.ts'

/* The endpoints of the platform that the shell itself calls. Their shapes are declared on the server. */
export const sessionRead = {
  name: 'platform.session.read',
  method: 'GET',
  path: '/session',
  summary: '',
  tag: '',
  permission: 'signed-in',
} satisfies Endpoint
export const sessionChange = {
  name: 'platform.session.change',
  method: 'PATCH',
  path: '/session',
  summary: '',
  tag: '',
  permission: 'signed-in',
} satisfies Endpoint
export const signOut = {
  name: 'platform.session.end',
  method: 'DELETE',
  path: '/session',
  summary: '',
  tag: '',
  permission: 'signed-in',
} satisfies Endpoint
export const demoRole = {
  name: 'platform.demo.role',
  method: 'POST',
  path: '/demo/role',
  summary: '',
  tag: '',
  permission: 'signed-in',
} satisfies Endpoint
export const searchAll = {
  name: 'platform.search.read',
  method: 'GET',
  path: '/search',
  summary: '',
  tag: '',
  permission: 'signed-in',
} satisfies Endpoint
