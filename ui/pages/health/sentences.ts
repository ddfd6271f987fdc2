import type { ReplyOf } from '../../../platform/contract/endpoint.ts'
import type { healthContract } from '../../../platform/health/contract.ts'
import { hasText } from '../../../platform/i18n/index.ts'
import type { Formats, Translate } from '../../../platform/i18n/react.ts'

export type Health = ReplyOf<typeof healthContract.health>
type Check = Health['checks'][number]

/** What a check says in words; `todo` is what to do about it. */
export type Finding = { name: string; ok: boolean; title: string; words: string; todo?: string | undefined }

type Queue = { name: string; waiting: number; oldest: number | null; failed: number }
type Listener = { name: string; failures: number; last_error: string | null }

/** A check as a finding a lay person understands. Checks of other modules bring their texts under `health.<name>`. */
export function findingOf(check: Check, t: Translate, format: Formats): Finding {
  const known = knownFindings[check.name]
  const base = { name: check.name, ok: check.ok }
  if (known) return { ...base, ...known(check, t, format) }
  const text = `health.${check.name}`
  return {
    ...base,
    title: hasText(`${text}.title`) ? t(`${text}.title`) : check.name,
    words: hasText(`${text}.words`)
      ? t(`${text}.words`, check.detail as Record<string, string | number>)
      : t(check.ok ? 'pages.health.inOrder' : 'pages.health.notInOrder'),
  }
}

type Words = (check: Check, t: Translate, format: Formats) => Pick<Finding, 'title' | 'words' | 'todo'>

const knownFindings: Record<string, Words> = {
  'platform.queues': ({ detail }, t) => {
    const queues = (detail['queues'] ?? []) as Queue[]
    const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0)
    const failed = queues.reduce((sum, queue) => sum + queue.failed, 0)
    const oldest = Math.max(0, ...queues.map(queue => queue.oldest ?? 0))
    return {
      title: t('pages.health.queues.title'),
      words:
        waiting === 0
          ? t('pages.health.queues.empty')
          : t('pages.health.queues.waiting', { count: waiting, minutes: Math.round(oldest / 60) }),
      todo: failed > 0 ? t('pages.health.queues.failed', { count: failed }) : undefined,
    }
  },
  'platform.listeners': ({ detail, ok }, t) => {
    const stuck = ((detail['listeners'] ?? []) as Listener[]).filter(listener => listener.failures > 0)
    return {
      title: t('pages.health.listeners.title'),
      words: ok ? t('pages.health.listeners.ok') : t('pages.health.listeners.stuck', { count: stuck.length }),
      todo: stuck[0]?.last_error ?? undefined,
    }
  },
  'platform.backup': ({ detail, ok }, t, format) => {
    const last = detail['last'] as { at: string; folder: string } | null
    return {
      title: t('pages.health.backup.title'),
      words: last
        ? t('pages.health.backup.last', { when: format.relative(last.at) })
        : t('pages.health.backup.never'),
      todo: ok && last ? undefined : t('pages.health.backup.todo'),
    }
  },
  'platform.mail': ({ detail }, t) => ({
    title: t('pages.health.mail.title'),
    words: t(detail['configured'] ? 'pages.health.mail.on' : 'pages.health.mail.off'),
  }),
}
