import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing } from '../../../platform/contract/shapes.ts'
import { childParams } from './shapes.ts'

const tag = 'Files'

export const attachment = z.object({
  id,
  customerId: id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  createdAt: z.string(),
  version: z.int(),
})

export const fileEndpoints = contract({
  addFile: {
    name: 'customers.files.add',
    method: 'POST',
    path: '/customers/:id/files',
    tag,
    summary: 'Attach a file (multipart, part “file”)',
    permission: 'customers.write',
    params: idParams,
    upload: 'multipart',
    reply: attachment,
    status: 201,
    act: 'customers.act.file-added',
  },
  readFile: {
    name: 'customers.files.read',
    method: 'GET',
    path: '/customers/:id/files/:childId',
    tag,
    summary: 'Download an attached file',
    permission: 'customers.read',
    params: childParams,
    download: 'stream',
  },
  removeFile: {
    name: 'customers.files.remove',
    method: 'DELETE',
    path: '/customers/:id/files/:childId',
    tag,
    summary: 'Remove an attached file; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.file-removed',
  },
})
