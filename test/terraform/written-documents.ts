import { globSync } from 'node:fs'
import { root, sourceOf } from './terraform-sources.ts'

/** The adapters of the store and its port only pass on what they are given. */
const PASSED_ON = /^(shared\/ports\/store\.ts|infra\/store\/.*)$/

/** How a file shows that it has to do with documents. */
const WRITES = /\bDocumentPath\b|(?<!\bz)\.record\(|kind: '(create|set|update)'/
const EXPIRES = /\bexpiresAt\b/

/** Every collection that has a path in a file that writes documents. */
export function writtenCollections(): readonly string[] {
  const paths = filesWith(WRITES).flatMap((file) => [...sourceOf(file).matchAll(PATH_TEXT)])
  return distinct(paths.map(([, collection = '']) => collection))
}

/** The collections whose documents are written with an end. */
export function expiringCollections(): readonly string[] {
  return distinct(filesWith(EXPIRES).flatMap((file) => collectionsWithExpiry(sourceOf(file), file)))
}

function filesWith(sign: RegExp): readonly string[] {
  const files = globSync('{shared,infra}/**/*.ts', { cwd: root })
  return files.filter((file) => !PASSED_ON.test(file) && sign.test(sourceOf(file)))
}

function collectionsWithExpiry(source: string, file: string): readonly string[] {
  const writes = [...source.matchAll(/\{\s*kind: '(?:create|set|update)'/g)]
    .map(({ index }) => objectAt(source, index))
    .filter((write) => EXPIRES.test(write))
  if (writes.length === 0) throw new Error(`${file} names expiresAt outside a write: say here what it is for`)
  return writes.map((write) => collectionOf(write, source, file))
}

/** From a brace to its partner. */
function objectAt(source: string, start: number): string {
  let depth = 0
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '{') depth += 1
    if (source[at] === '}') depth -= 1
    if (depth === 0) return source.slice(start, at + 1)
  }
  throw new Error('a brace has no partner')
}

/** The path is written out, or a function of the same file makes it. */
function collectionOf(write: string, source: string, file: string): string {
  const [, path = ''] = /\bpath: ([^\n]*?),?(?:\n| value\b)/.exec(write) ?? []
  const [, maker] = /^(\w+)\(/.exec(path) ?? []
  const text =
    maker === undefined ? constantOf(path, source) : source.slice(source.indexOf(`function ${maker}(`))
  const [, collection] = new RegExp(PATH_TEXT.source).exec(text) ?? []
  if (collection === undefined) throw new Error(`${file}: no collection is to be seen in the path ${path}`)
  return collection
}

/** A path of one document may have a name. */
function constantOf(path: string, source: string): string {
  const declared = source.indexOf(`const ${path}: DocumentPath =`)
  return declared < 0 ? path : source.slice(declared)
}

const PATH_TEXT = /[`'](\w+)\/(?:\$\{|[a-z]+['`])/g

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted()
}
