import type { Handlers } from '../../../../platform/module.ts'
import type { makingEndpoints } from '../../contract/making.ts'
import { lookAtMaking, makingsView, previewMaking } from './looking.ts'
import { removeMaking, setMaking } from './setting.ts'

export const makingHandlers: Handlers<typeof makingEndpoints> = {
  makings: (ctx, { params }) => makingsView(ctx, params.id),
  lookAtMaking: (ctx, { params, body }) => lookAtMaking(ctx, { ...params, ...body }),
  previewMaking: (ctx, { params, body }) => previewMaking(ctx, { ...params, draft: body }),
  setMaking: (ctx, { params, body, ifMatch }) => setMaking(ctx, { ...params, draft: body, version: ifMatch }),
  removeMaking: (ctx, { params }) => removeMaking(ctx, params),
}
