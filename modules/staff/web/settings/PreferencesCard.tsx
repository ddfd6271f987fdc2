import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type ReactNode, useId, useMemo, useState } from 'react'
import type { BodyOf } from '../../../../platform/contract/endpoint.ts'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { languageNames, languageOf, languages } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { sessionRead } from '../../../../ui/shell/endpoints.ts'
import { changePreferences, usePreferences } from '../../../../ui/shell/preferences.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { sessionEndpoints } from '../../contract/session.ts'
import styles from './Settings.module.css'

/** Name, language, time zone and looks. Everything but the name is kept as soon as it is chosen. */
export function PreferencesCard() {
  const t = useT()
  const { theme, density, locale, timeZone } = usePreferences()
  const keep = useKeep()
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  return (
    <Card title={t('staff.account.profile')}>
      <div className={styles.rows}>
        <Row label={t('staff.account.name')}>{id => <NameField id={id} />}</Row>
        <Row label={t('staff.account.language')}>
          {id => (
            <Select
              id={id}
              className={styles.control ?? ''}
              data={languages.map(language => ({ value: language, label: languageNames[language] }))}
              value={languageOf(locale)}
              allowDeselect={false}
              onChange={language => language && keep({ locale: language })}
            />
          )}
        </Row>
        <Row label={t('staff.account.timeZone')}>
          {id => (
            <Select
              id={id}
              className={styles.control ?? ''}
              data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
              value={timeZone}
              searchable
              limit={60}
              allowDeselect={false}
              nothingFoundMessage={t('ui.form.noMatch')}
              onChange={zone => zone && keep({ timeZone: zone })}
            />
          )}
        </Row>
        <Row label={t('staff.account.theme')}>
          {id => (
            <SegmentedControl
              aria-labelledby={`${id}-label`}
              size="xs"
              data={(['auto', 'light', 'dark'] as const).map(value => ({
                value,
                label: t(`ui.theme.${value}`),
              }))}
              value={theme}
              onChange={value => keep({ theme: value })}
            />
          )}
        </Row>
        <Row label={t('staff.account.density')}>
          {id => (
            <SegmentedControl
              aria-labelledby={`${id}-label`}
              size="xs"
              data={(['comfortable', 'compact'] as const).map(value => ({
                value,
                label: t(`ui.density.${value}`),
              }))}
              value={density}
              onChange={value => keep({ density: value })}
            />
          )}
        </Row>
      </div>
    </Card>
  )
}

/** Changes the screen at once and the account behind it. */
function useKeep(): (change: BodyOf<typeof sessionEndpoints.changeSession>) => void {
  const tell = useTellProblem()
  const change = useMutate(sessionEndpoints.changeSession, { invalidates: [sessionRead] })
  return body => {
    const { theme, density, locale, timeZone } = body
    changePreferences({
      ...(theme && { theme }),
      ...(density && { density }),
      ...(locale && { locale }),
      ...(timeZone && { timeZone }),
    })
    change.mutate({ body }, { onError: tell })
  }
}

function NameField({ id }: { id: string }) {
  const t = useT()
  const { user } = useSession()
  const [name, setName] = useState(user.name)
  const done = useTellDone()
  const tell = useTellProblem()
  const change = useMutate(sessionEndpoints.changeSession, {
    invalidates: [sessionRead],
    onDone: () => done(t('staff.account.saved'), null),
  })
  const changed = name.trim() !== user.name && name.trim() !== ''
  return (
    <form
      className={styles.inline}
      onSubmit={event => {
        event.preventDefault()
        if (changed) change.mutate({ body: { name: name.trim() } }, { onError: tell })
      }}
    >
      <TextInput
        id={id}
        className={styles.grow ?? ''}
        maw={340}
        dir="auto"
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      {changed && (
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('ui.save')}
        </Button>
      )}
    </form>
  )
}

function Row({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={styles.row}>
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <div>{children(id)}</div>
    </div>
  )
}
