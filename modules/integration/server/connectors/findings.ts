import type { Finding } from './port.ts'

/** A finding of a test of the connection: where it holds it is told as right, under a code of its own. */
export function finding(
  holds: boolean,
  code: string,
  level: 'warning' | 'wrong',
  params: Finding['params'] = {},
): Finding {
  return holds ? { code: `${code}-right`, level: 'right', params } : { code, level, params }
}
