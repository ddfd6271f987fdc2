import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Card, ErrorState } from '../../../../ui/theme/parts.tsx'
import { WithReferences } from '../../../customers/web/index.ts'
import { dataQualityContract as api } from '../../contract.ts'
import type { RuleView } from '../../contract/rules.ts'
import { useQualityAct } from '../board/use-quality-act.ts'
import { type Draft, draftOf, emptyDraft, isReady } from './draft.ts'
import { RuleForm } from './RuleForm.tsx'
import { RuleHistory } from './RuleHistory.tsx'
import styles from './rules.module.css'
import { Trial } from './Trial.tsx'

/** Writing or changing one rule, with what it finds beside it while it is written. */
export default function RulePage() {
  const t = useT()
  const { id } = usePathParams()
  const rules = useCall(api.rules, {}, { enabled: id !== 'new' })
  const rule = rules.data?.items.find(candidate => candidate.id === id)
  if (id === 'new') return <Editor key="new" rule={null} />
  if (rule?.must === null) return <Reported rule={rule} />
  if (rule) return <Editor key={rule.id} rule={rule} />
  return (
    <Page title={t('data-quality.rules.title')}>
      <Card>
        {rules.data ? (
          <ErrorState message={t('data-quality.rules.gone')} />
        ) : (
          <Reading of={rules} lines={6} />
        )}
      </Card>
    </Page>
  )
}

/** A rule that another part of the product asks: there is nothing to write, only what was done to it. */
function Reported({ rule }: { rule: RuleView }) {
  const t = useT()
  return (
    <Page title={rule.name} crumbs={<Crumbs title={rule.name} />}>
      <div className={styles.editor}>
        <Card>
          <p className={styles.shipped}>{t('data-quality.rules.shippedHint')}</p>
          {rule.key && <p>{t(`data-quality.shipped.${rule.key}.why`)}</p>}
        </Card>
        <RuleHistory id={rule.id} shipped />
      </div>
    </Page>
  )
}

function Crumbs({ title }: { title: string }) {
  const t = useT()
  return (
    <>
      <Link to="/quality/rules">{t('data-quality.rules.title')}</Link> <span aria-hidden>/</span>{' '}
      <b dir="auto">{title}</b>
    </>
  )
}

function Editor({ rule }: { rule: RuleView | null }) {
  const t = useT()
  const may = useMay()('data-quality.manage')
  const [draft, setDraft] = useState<Draft>(() => (rule ? draftOf(rule) : emptyDraft))
  const shipped = rule?.key !== null && rule !== null
  const title = rule?.name ?? t('data-quality.rules.new')
  return (
    <Page
      title={title}
      crumbs={<Crumbs title={title} />}
      acts={may && <EditorActs rule={rule} draft={draft} />}
    >
      <WithReferences>
        <div className={styles.editor}>
          <Card>
            {shipped && <p className={styles.shipped}>{t('data-quality.rules.shippedHint')}</p>}
            <RuleForm draft={draft} onDraft={setDraft} shipped={shipped} disabled={!may} />
          </Card>
          <div className={styles.beside}>
            {may && <Trial draft={draft} />}
            {rule && <RuleHistory id={rule.id} shipped={shipped} />}
          </div>
        </div>
      </WithReferences>
    </Page>
  )
}

/** What can be done with what was written: keep it, keep it and switch it on, remove it. */
function EditorActs({ rule, draft }: { rule: RuleView | null; draft: Draft }) {
  const t = useT()
  const act = useQualityAct()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const on = rule !== null && rule.activeFrom !== null && rule.activeTo === null
  const away = () => void navigate({ to: '/quality/rules' })
  const save = async (switchOn: boolean) => {
    setBusy(true)
    const saved = await write(act, { rule, draft, switchOn })
    setBusy(false)
    if (!saved) return
    act.tell(
      t(switchOn ? 'data-quality.rules.savedAndOn' : 'data-quality.rules.saved', { rule: draft.name }),
      saved.batch,
    )
    away()
  }
  const remove = async () => {
    const removed = rule && (await act(api.removeRule, { params: { id: rule.id } }))
    if (!removed) return
    act.tell(t('data-quality.rules.removed', { rule: rule.name }), removed.batch)
    away()
  }
  return (
    <>
      {rule && !rule.key && <Button onClick={() => void remove()}>{t('data-quality.rules.remove')}</Button>}
      <Button
        variant={on ? 'filled' : 'default'}
        disabled={!isReady(draft)}
        loading={busy}
        onClick={() => void save(false)}
      >
        {t('ui.save')}
      </Button>
      {!on && (
        <Button variant="filled" disabled={!isReady(draft)} loading={busy} onClick={() => void save(true)}>
          {t('data-quality.rules.saveAndOn')}
        </Button>
      )}
    </>
  )
}

type Writing = { rule: RuleView | null; draft: Draft; switchOn: boolean }

/** Keeps the rule and switches it on as one act, so that one Undo takes back both. */
async function write(act: ReturnType<typeof useQualityAct>, { rule, draft, switchOn }: Writing) {
  const { must, applies, ...rest } = draft
  if (!must) return undefined
  const on = switchOn ? { on: true } : {}
  const body = { ...rest, must, applies: applies ?? null, ...on }
  const { severity, ownerUserId, ownerTeamId } = body
  return rule
    ? act(api.changeRule, {
        params: { id: rule.id },
        body: rule.key ? { severity, ownerUserId, ownerTeamId, ...on } : body,
        ifMatch: rule.version,
      })
    : act(api.addRule, { body })
}
