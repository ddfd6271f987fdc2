import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { projectFolder } from '../../platform/config.ts'

/** A file of the project as the rules look at it. Paths are relative to the project, with `/`. */
export type Source = {
  path: string
  lines: number
  imports: Import[]
  /** String literals and templates; `${}` stands for what is put in. */
  strings: string[]
  identifiers: string[]
  /** Texts a person would read on a screen: between tags, or in a title, label or placeholder. */
  shown: string[]
  defaultExport: boolean
  readsEnvironment: boolean
}
/** An import of another file of the project. */
export type Import = { to: string; typeOnly: boolean }

type Node = { type: string; [key: string]: unknown }

const skipped = new Set(['node_modules', 'dist', 'data', 'coverage', 'test-results', 'playwright-report'])

/** Paths of all files below a folder of the project, sorted. */
export function filesBelow(folder = ''): string[] {
  return readdirSync(join(projectFolder, folder), { withFileTypes: true })
    .filter(entry => !entry.name.startsWith('.') && !skipped.has(entry.name))
    .flatMap(entry => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
    .sort()
}

/** Every TypeScript file of the project, read and parsed. */
export function readSources(): Source[] {
  return filesBelow()
    .filter(path => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map(path => parse(path, readFileSync(join(projectFolder, path), 'utf8')))
}

/** One file from its text; the tests plant violations with it. */
export function parse(path: string, text: string): Source {
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const source: Source = {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: importsOf(path, program as unknown as Node),
    strings: [],
    identifiers: [],
    shown: [],
    defaultExport: module.staticExports.some(statement =>
      statement.entries.some(
        ({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default',
      ),
    ),
    readsEnvironment: false,
  }
  walk(program as unknown as Node, node => note(source, node))
  return source
}

function importsOf(path: string, program: Node): Import[] {
  const found: Import[] = []
  const add = (value: unknown, typeOnly: boolean) => {
    if (typeof value === 'string' && value.startsWith('.'))
      found.push({ to: posix.join(posix.dirname(path), value), typeOnly })
  }
  walk(program, node => {
    const from = (node.source as { value?: unknown } | null | undefined)?.value
    if (node.type === 'ImportDeclaration') add(from, node.importKind === 'type' || onlyTypes(node.specifiers))
    else if (node.type.startsWith('Export'))
      add(from, node.exportKind === 'type' || onlyTypes(node.specifiers))
    else if (node.type === 'ImportExpression') add(from, false)
  })
  return found
}

function onlyTypes(specifiers: unknown): boolean {
  const list = specifiers as { importKind?: string; exportKind?: string }[] | undefined
  return Boolean(list?.length && list.every(item => item.importKind === 'type' || item.exportKind === 'type'))
}

const readAttributes = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'description'])

function note(source: Source, node: Node): void {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') source.identifiers.push(String(node.name))
  else if (node.type === 'Literal' && typeof node.value === 'string') source.strings.push(node.value)
  else if (node.type === 'TemplateLiteral')
    source.strings.push((node.quasis as { value: { raw: string } }[]).map(part => part.value.raw).join('${}'))
  else if (node.type === 'JSXText') source.shown.push(String(node.value).trim())
  else if (node.type === 'JSXAttribute') {
    const value = node.value as { type: string; value?: unknown } | null
    if (value?.type === 'Literal' && readAttributes.has(String((node.name as Node).name)))
      source.shown.push(String(value.value))
  } else if (node.type === 'MemberExpression') {
    const { object, property } = node as unknown as { object: Node; property: Node }
    if (object.name === 'process' && property.name === 'env') source.readsEnvironment = true
  }
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit)
  else if (node && typeof node === 'object') {
    if (typeof (node as Node).type === 'string') visit(node as Node)
    for (const child of Object.values(node)) if (child && typeof child === 'object') walk(child, visit)
  }
}
