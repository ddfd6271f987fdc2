import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors.ts'
import { fileTooLarge } from '../files/store.ts'
import type { Kernel } from '../kernel.ts'
import type { UploadedFile } from './transfer-types.ts'

/** What names, borders and text fields may add to a file in its request: twenty fields of 200 kB, and something. */
const aroundIt = 5_000_000

/**
 * Takes the one file of a multipart request to disk, with constant memory, and the text fields before and after it. One of more
 * bytes than `largest` is refused at once where the request says how long it is, else as soon as it is longer.
 */
export async function receiveUpload(
  kernel: Pick<Kernel, 'files'>,
  request: FastifyRequest,
  largest?: number,
): Promise<UploadedFile> {
  const missing = invalid(
    'file',
    'platform.file-missing',
    'Send one file as multipart/form-data in the part “file”.',
  )
  if (!request.isMultipart()) throw missing
  if (largest !== undefined && Number(request.headers['content-length']) > largest + aroundIt)
    throw fileTooLarge(largest)
  const fields: Record<string, string> = {}
  let file: UploadedFile | null = null
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = typeof part.value === 'string' ? part.value : String(part.value)
      continue
    }
    const stored = await kernel.files.save(part.file, {
      name: part.filename ?? 'file',
      ...(largest === undefined ? {} : { maxBytes: largest }),
    })
    const { id, key, name, size, sha256, mediaType } = stored
    file = { id, key, path: kernel.files.path(key), name, size, sha256, mediaType, fields }
  }
  if (!file) throw missing
  return file
}
