import type { OpenOptions, Table } from '../table.ts'
export async function openVcard(_path: string, _head: Buffer, _options: OpenOptions): Promise<Table> { throw new Error('todo') }
