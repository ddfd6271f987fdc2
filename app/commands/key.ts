import { parseArgs } from 'node:util'
import { createApiKey } from '../../modules/staff/index.ts'
import { act, type Command, say, WrongUse, withProduct } from './command.ts'

export const keyCommand: Command = {
  name: 'key',
  usage: 'key create --name N --role R [--days D]',
  summary: 'Make an API key; it is printed on the last line and never shown again',
  async run(input) {
    const { values, positionals } = parseArgs({
      args: input.args,
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' }, days: { type: 'string' } },
    })
    const { name, role } = values
    if (positionals[0] !== 'create' || !name || !role)
      throw new WrongUse('“key create” needs --name and --role.')
    const days = values.days === undefined ? null : Number(values.days)
    if (days !== null && !(Number.isInteger(days) && days > 0))
      throw new WrongUse('--days is a whole number above 0.')
    return withProduct(input, async composition => {
      const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000)
      const key = await act(composition, 'staff.act.key-created', ctx =>
        createApiKey(ctx, { name, role, expiresAt }, composition.staff.installation),
      )
      say(
        `API key “${name}” with the role “${role}”${expiresAt ? `, until ${expiresAt.toISOString()}` : ''}:`,
      )
      say(key.secret)
      return 0
    })
  },
}
