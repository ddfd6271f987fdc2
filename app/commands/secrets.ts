import { keyRing } from '../../platform/secrets/key-ring.ts'
import { type Rotated, rotate } from '../../platform/secrets/rotate.ts'
import { sealedPlaces } from '../../platform/secrets/sealed.ts'
import { type Command, say, WrongUse, withProduct } from './command.ts'

export const secretsCommand: Command = {
  name: 'secrets',
  usage: 'secrets rotate',
  summary: 'Seal the secrets of other systems under a new key and forget the keys before it',
  async run(input) {
    if (input.args.length !== 1 || input.args[0] !== 'rotate') throw new WrongUse('“secrets” can “rotate”.')
    const ring = keyRing(input.config)
    return withProduct(input, async ({ kernel }) => {
      const places = sealedPlaces(kernel.modules)
      const done = await rotate({ db: kernel.database.db, ring, places })
      say(
        `Sealed anew under the newest key of ${ring.place}: ${done.resealed}, and ${done.images} in history.`,
      )
      for (const { purpose, why } of done.unreadable) say(`Cannot be opened: ${purpose}. ${why}`)
      say(outcome[done.kept ?? 'forgotten'])
      return done.kept === 'unreadable' || done.kept === 'still-writing' || done.unreadable.length > 0 ? 1 : 0
    })
  },
}

const outcome: Record<NonNullable<Rotated['kept']> | 'forgotten', string> = {
  forgotten: 'The keys before it are forgotten. Keep a copy of the key file in a safe place of its own.',
  'held-elsewhere':
    'Nothing is sealed under the other keys any more where all could be opened; then they can be taken out of TESSERA_SECRET_KEYS.',
  unreadable: 'The keys before it are kept, since not everything could be opened. Enter those secrets anew.',
  'still-writing':
    'The keys before it are kept, since work that began before is still going on. Run this again when it is done.',
}
