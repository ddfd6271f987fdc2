import { parseArgs } from 'node:util'
import { invite } from '../../modules/staff/index.ts'
import { act, type Command, say, WrongUse, withProduct } from './command.ts'

export const userCommand: Command = {
  name: 'user',
  usage: 'user invite --email E --role R',
  summary: 'Invite somebody; without a mail server the link is printed',
  async run(input) {
    const { values, positionals } = parseArgs({
      args: input.args,
      allowPositionals: true,
      options: { email: { type: 'string' }, role: { type: 'string' } },
    })
    const { email, role } = values
    if (positionals[0] !== 'invite' || !email || !role)
      throw new WrongUse('“user invite” needs --email and --role.')
    return withProduct(input, async composition => {
      const { installation } = composition.staff
      const invited = await act(composition, 'staff.act.invited', ctx =>
        invite(ctx, { email, role }, installation),
      )
      say(
        invited.mailed
          ? `The invitation was mailed to ${email}.`
          : `Hand over this link (works once, for seven days):\n${installation.address}${invited.path ?? ''}`,
      )
      return 0
    })
  },
}
