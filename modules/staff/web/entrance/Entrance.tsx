import { type ReactNode, useEffect } from 'react'
import { languageNames, languageOf, languages } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { changePreferences, usePreferences } from '../../../../ui/shell/preferences.ts'
import { Logo } from '../../../../ui/theme/Logo.tsx'
import styles from './Entrance.module.css'
import { Mosaic } from './Mosaic.tsx'

type EntranceProps = { title: string; intro?: ReactNode; children: ReactNode; foot?: ReactNode }

/** The frame of the pages before the door: signing in, links, invitations. */
export function Entrance({ title, intro, children, foot }: EntranceProps) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} · Tessera`
  }, [title])
  return (
    <div className={styles.entrance}>
      <main className={styles.side}>
        <div className={styles.brand}>
          <Logo size={22} />
          <span>Tessera</span>
        </div>
        <div className={styles.middle}>
          <h1 className={styles.title}>{title}</h1>
          {intro && <p className={styles.intro}>{intro}</p>}
          {children}
          {foot && <p className={styles.foot}>{foot}</p>}
        </div>
        <Languages />
      </main>
      <aside className={styles.picture}>
        <Mosaic />
        <p className={styles.promise}>{t('staff.signIn.promise')}</p>
      </aside>
    </div>
  )
}

function Languages() {
  const t = useT()
  const { locale } = usePreferences()
  return (
    <nav className={styles.languages} aria-label={t('ui.user.language')}>
      {languages.map(language => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={languageOf(locale) === language}
          onClick={() => changePreferences({ locale: language })}
        >
          {languageNames[language]}
        </button>
      ))}
    </nav>
  )
}

/** What went wrong, where the eye already is. */
export function Refusal({ children }: { children: ReactNode }) {
  return (
    <p className={styles.refusal} role="alert">
      {children}
    </p>
  )
}
