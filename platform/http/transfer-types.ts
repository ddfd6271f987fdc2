import type { Readable } from 'node:stream'

/** A file that came with a multipart request, already on disk in the upload folder. */
export type UploadedFile = { path: string; name: string; size: number; mediaType: string; fields: Record<string, string> }

/** A file or stream that goes out. Always as an attachment unless `inline` is a safe media type. */
export type Download = { stream: Readable; fileName: string; mediaType: string; size?: number; inline?: boolean }
