import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors.ts'
import type { Kernel } from '../kernel.ts'
import type { UploadedFile } from './transfer-types.ts'

/** Takes the one file of a multipart request to disk, with constant memory, and the text fields before and after it. */
export async function receiveUpload(kernel: Kernel, request: FastifyRequest): Promise<UploadedFile> {
  const missing = invalid(
    'file',
    'platform.file-missing',
    'Send one file as multipart/form-data in the part “file”.',
  )
  if (!request.isMultipart()) throw missing
  const fields: Record<string, string> = {}
  let file: UploadedFile | null = null
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = typeof part.value === 'string' ? part.value : String(part.value)
      continue
    }
    const stored = await kernel.files.save(part.file, { name: part.filename ?? 'file' })
    const { id, key, name, size, sha256, mediaType } = stored
    file = { id, key, path: kernel.files.path(key), name, size, sha256, mediaType, fields }
  }
  if (!file) throw missing
  return file
}
