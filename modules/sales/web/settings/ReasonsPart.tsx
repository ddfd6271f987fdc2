import { useT } from '../../../../platform/i18n/react.ts'
import { type SalesSettings, settingsContract } from '../../contract.ts'
import { NamedCard } from './NamedCard.tsx'
import { useSettingsAct } from './use-settings-act.ts'

/** Why deals are won and lost, and against whom. */
export function ReasonsPart({ set }: { set: SalesSettings }) {
  const t = useT()
  const act = useSettingsAct()
  const done = (word: string, name = '') => t(`sales.settings.done.${word}`, { name })
  return (
    <>
      {(['won', 'lost'] as const).map(outcome => (
        <NamedCard
          key={outcome}
          title={t(`sales.settings.${outcome}`)}
          adding={t(`sales.settings.${outcome === 'won' ? 'addWon' : 'addLost'}`)}
          longest={120}
          parts={set.reasons.filter(reason => reason.outcome === outcome)}
          onAdd={name => act(settingsContract.addReason, { body: { name, outcome } }, done('added', name))}
          onRename={(part, name) =>
            act(
              settingsContract.changeReason,
              { params: { id: part.id }, body: { name }, ifMatch: part.version },
              done('changed', name),
            )
          }
          onOrder={ids => act(settingsContract.orderReasons, { body: { outcome, ids } }, done('ordered'))}
          onRetire={({ id, name }) =>
            act(settingsContract.retireReason, { params: { id } }, done('retired', name))
          }
          onBringBack={({ id, name }) =>
            act(settingsContract.bringBackReason, { params: { id } }, done('broughtBack', name))
          }
        />
      ))}
      <NamedCard
        title={t('sales.settings.competitors')}
        adding={t('sales.settings.addCompetitor')}
        longest={200}
        parts={set.competitors}
        onAdd={name => act(settingsContract.addCompetitor, { body: { name } }, done('added', name))}
        onRename={(part, name) =>
          act(
            settingsContract.changeCompetitor,
            { params: { id: part.id }, body: { name }, ifMatch: part.version },
            done('changed', name),
          )
        }
        onOrder={ids => act(settingsContract.orderCompetitors, { body: { ids } }, done('ordered'))}
        onRetire={({ id, name }) =>
          act(settingsContract.retireCompetitor, { params: { id } }, done('retired', name))
        }
        onBringBack={({ id, name }) =>
          act(settingsContract.bringBackCompetitor, { params: { id } }, done('broughtBack', name))
        }
      />
    </>
  )
}
