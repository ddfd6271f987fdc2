import type { OpenOptions, Table } from '../table.ts'
export async function openXlsx(_path: string, _options: OpenOptions): Promise<Table> { throw new Error('todo') }
