import type { Handlers } from '../../../../platform/module.ts'
import type { connectingEndpoints } from '../../contract/connecting.ts'
import { changeObject, changeSystem, switchSystem } from './changing.ts'
import { addObjects, createSystem } from './joining.ts'
import { askForLoad, cancelLoad, loadsOf } from './loads.ts'
import { lookAtObjects, previewObject } from './looking.ts'
import { proposeFiles } from './proposing.ts'
import { removeSystem, takeObjectOut } from './parting.ts'
import { findObjects, tryConnection } from './trials.ts'
import { systemKinds, systemView } from './view.ts'

export const connectingHandlers: Handlers<typeof connectingEndpoints> = {
  systemKinds: ctx => Promise.resolve(systemKinds(ctx)),
  tryConnection: (ctx, { body }) => tryConnection(ctx, body),
  findObjects: (ctx, { body }) => findObjects(ctx, body),
  lookAtObjects: (ctx, { body }) => lookAtObjects(ctx, body),
  previewObject: (ctx, { body }) => previewObject(ctx, body),

  proposeFiles: (ctx, { body }) => proposeFiles(ctx, body),

  createSystem: (ctx, { body }) => createSystem(ctx, body),
  system: (ctx, { params }) => systemView(ctx, params.id),
  changeSystem: (ctx, { params, body, ifMatch }) =>
    changeSystem(ctx, { id: params.id, set: body, version: ifMatch }),
  switchSystem: (ctx, { params, body }) => switchSystem(ctx, { id: params.id, on: body.on }),
  removeSystem: (ctx, { params }) => removeSystem(ctx, params.id),

  addObjects: (ctx, { params, body }) => addObjects(ctx, { id: params.id, objects: body.objects }),
  changeObject: (ctx, { params, body, ifMatch }) =>
    changeObject(ctx, { id: params.id, version: ifMatch, ...body }),
  takeObjectOut: (ctx, { params }) => takeObjectOut(ctx, params.id),

  loads: async (ctx, { params }) => ({ items: await loadsOf(ctx, params.id) }),
  askForLoad: (ctx, { params }) => askForLoad(ctx, params.id),
  cancelLoad: (ctx, { params }) => cancelLoad(ctx, params.id),
}
