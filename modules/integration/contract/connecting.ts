import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, text, words } from '../../../platform/contract/shapes.ts'
import {
  destinationFields,
  documentShape,
  failureShape,
  findingShape,
  foundObjectShape,
  joinShape,
  joinsShape,
  kindShape,
  limitsShape,
  loadShape,
  lookShape,
  mappingShape,
  previewItemShape,
  remoteObjectShape,
  secretsShape,
  settingsShape,
  systemShape,
  targetShape,
} from './connecting-shapes.ts'
import { fileEndpoints } from './files.ts'

const tag = 'Systems'
const permission = 'integration.manage'
const read = 'integration.read'

/** What is tried writes nothing anywhere; whatever goes wrong is an answer in words. */
const trial = { method: 'POST', tag, permission, outside: true } as const

const trialEndpoints = contract({
  systemKinds: {
    name: 'integration.kind.list',
    method: 'GET',
    path: '/integration/kinds',
    tag,
    summary: 'The kinds of systems that can be joined, and what has to be said to connect them',
    permission,
    reply: z.object({ items: z.array(kindShape), targets: z.array(targetShape) }),
  },
  tryConnection: {
    ...trial,
    name: 'integration.trial.connection',
    path: '/integration/trials/connection',
    summary: 'Try a connection and say what is right and what is missing',
    body: z.strictObject(destinationFields),
    reply: z.object({ findings: z.array(findingShape), failure: failureShape.nullable() }),
  },
  findObjects: {
    ...trial,
    name: 'integration.trial.objects',
    path: '/integration/trials/objects',
    summary: 'What can be joined of a system, and what it looks like to be',
    body: z.strictObject(destinationFields),
    reply: z.object({
      objects: z.array(foundObjectShape),
      left: z.int().describe('Further objects that are not listed'),
      failure: failureShape.nullable(),
    }),
  },
  lookAtObjects: {
    ...trial,
    name: 'integration.trial.samples',
    path: '/integration/trials/samples',
    summary: 'The first records of some objects, and how their fields could be mapped',
    body: z.strictObject({
      ...destinationFields,
      objects: z
        .array(
          z.strictObject({
            shape: remoteObjectShape,
            role: z.enum(['customer', 'document']),
            kind: documentShape.shape.kind.nullish(),
          }),
        )
        .min(1)
        .max(8),
    }),
    reply: z.object({ looks: z.array(lookShape), failure: failureShape.nullable() }),
  },
  previewObject: {
    ...trial,
    name: 'integration.trial.preview',
    path: '/integration/trials/preview',
    summary: 'What the first records of an object would become here',
    body: z.strictObject({ ...destinationFields, name: text(80), object: joinShape }),
    reply: z.object({ items: z.array(previewItemShape), failure: failureShape.nullable() }),
  },
})

const joinErrors = ['integration.too-many-objects', 'integration.parent-missing'] as const

const systemEndpoints = contract({
  createSystem: {
    name: 'integration.system.create',
    method: 'POST',
    path: '/integration/systems',
    tag,
    summary: 'Join a system with its objects; their first loads begin by themselves',
    permission,
    body: z.strictObject({
      name: words(80),
      kind: words(40),
      settings: settingsShape,
      secrets: secretsShape.optional(),
      limits: limitsShape.optional(),
      objects: joinsShape,
    }),
    reply: systemShape,
    status: 201,
    act: 'integration.act.connected',
    errors: joinErrors,
  },
  system: {
    name: 'integration.system.get',
    method: 'GET',
    path: '/integration/systems/:id',
    tag,
    summary: 'A joined system and what is joined of it',
    permission: read,
    params: idParams,
    reply: systemShape,
  },
  changeSystem: {
    name: 'integration.system.change',
    method: 'PATCH',
    path: '/integration/systems/:id',
    tag,
    summary: 'Change the name, the settings, the secrets or the limits of a system',
    description: 'Where it shall connect to another place, the secrets have to be given anew.',
    permission,
    params: idParams,
    body: z.strictObject({
      name: words(80).optional(),
      settings: settingsShape.optional(),
      secrets: secretsShape.optional().describe('Only those that are new; an empty text takes one away'),
      limits: limitsShape.optional(),
    }),
    ifMatch: 'optional',
    reply: systemShape,
    act: 'integration.act.changed',
  },
  switchSystem: {
    name: 'integration.system.switch',
    method: 'PUT',
    path: '/integration/systems/:id/switch',
    tag,
    summary: 'Switch a system off or on; while it is off nothing is asked of it and nothing sent',
    permission,
    params: idParams,
    body: z.strictObject({ on: z.boolean() }),
    reply: systemShape,
    act: 'integration.act.switched',
  },
  removeSystem: {
    name: 'integration.system.remove',
    method: 'DELETE',
    path: '/integration/systems/:id',
    tag,
    summary: 'Part from a system: its customers stay, our copy of it goes',
    permission,
    params: idParams,
    reply: nothing,
    act: 'integration.act.parted',
    errors: ['integration.operations-on-their-way'],
  },
})

const objectEndpoints = contract({
  addObjects: {
    name: 'integration.object.add',
    method: 'POST',
    path: '/integration/systems/:id/objects',
    tag,
    summary: 'Join further objects of a system',
    permission,
    params: idParams,
    body: z.strictObject({ objects: joinsShape.min(1) }),
    reply: systemShape,
    status: 201,
    act: 'integration.act.objects-added',
    errors: joinErrors,
  },
  changeObject: {
    name: 'integration.object.change',
    method: 'PATCH',
    path: '/integration/objects/:id',
    tag,
    summary: 'Change what is done with the fields of an object; what is here is translated anew',
    permission,
    params: idParams,
    body: z.strictObject({ mapping: mappingShape.optional(), document: documentShape.optional() }),
    ifMatch: 'optional',
    reply: systemShape,
    act: 'integration.act.mapping-changed',
  },
  takeObjectOut: {
    name: 'integration.object.remove',
    method: 'DELETE',
    path: '/integration/objects/:id',
    tag,
    summary: 'Take an object out: its customers stay, our copy of it goes',
    permission,
    params: idParams,
    reply: nothing,
    act: 'integration.act.object-taken-out',
    errors: ['integration.operations-on-their-way', 'integration.has-documents'],
  },
})

const loadEndpoints = contract({
  loads: {
    name: 'integration.load.list',
    method: 'GET',
    path: '/integration/systems/:id/loads',
    tag,
    summary: 'The last readings of whole objects, with what came of them',
    permission: read,
    params: idParams,
    reply: z.object({ items: z.array(loadShape) }),
  },
  askForLoad: {
    name: 'integration.load.ask',
    method: 'POST',
    path: '/integration/objects/:id/loads',
    tag,
    summary: 'Ask for an object to be read from its beginning to its end',
    permission,
    params: idParams,
    reply: z.object({ id }),
    status: 202,
    act: 'integration.act.load-asked',
    errors: ['integration.load-open', 'integration.system-off'],
  },
  cancelLoad: {
    name: 'integration.load.cancel',
    method: 'POST',
    path: '/integration/loads/:id/cancellation',
    tag,
    summary: 'Stop a reading; what it has stored stays',
    permission,
    params: idParams,
    reply: nothing,
    act: 'integration.act.load-cancelled',
    errors: ['integration.load-over'],
  },
})

export const connectingEndpoints = contract({
  ...trialEndpoints,
  ...fileEndpoints,
  ...systemEndpoints,
  ...objectEndpoints,
  ...loadEndpoints,
})
