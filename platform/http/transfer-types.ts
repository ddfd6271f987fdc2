import type { Readable } from 'node:stream'
import type { StoredFile } from '../files/store.ts'

/** A file that came with a multipart request, already in the file store; `fields` are the text parts sent before it. */
export type UploadedFile = StoredFile & { path: string; fields: Record<string, string> }

/** A file or stream that goes out, as an attachment unless `inline` and the media type is harmless. */
export type Download = {
  stream: Readable
  fileName: string
  mediaType: string
  size?: number
  inline?: boolean
}

/** A call that is signed: its body byte by byte, and what the headers `X-Signature` and `X-Timestamp` say. */
export type SignedCall = { body: Buffer; signature: string | undefined; timestamp: string | undefined }
