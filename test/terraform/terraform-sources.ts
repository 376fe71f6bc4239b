import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The folder of the repository. */
export const root = resolve(import.meta.dirname, '..', '..')

/** A file of the repository as text. */
export function sourceOf(file: string): string {
  return readFileSync(resolve(root, file), 'utf8')
}

/** Every .tf file as one text, without comments. */
export const terraformText = globSync('terraform/*.tf', { cwd: root })
  .toSorted()
  .map(sourceOf)
  .join('\n')
  .replace(/^\s*#.*$/gm, '')

/** One entry of a local map. */
type Entry = Readonly<Record<string, string | number | boolean>>

/** A local map whose entries are objects on one line each; any other form is refused, so that nothing is overlooked. */
export function localMap(name: string): ReadonlyMap<string, Entry> {
  const body = new RegExp(`^  ${name} = \\{\\n(.*?)\\n  \\}$`, 'ms').exec(terraformText)?.[1]
  if (body === undefined) throw new Error(`there is no local map "${name}" in terraform/`)
  const lines = body.split('\n').filter((line) => line.trim() !== '')
  return new Map(lines.map(parseEntry))
}

/** The blocks of a resource type, each by its label. */
export function resourceBlocks(type: string): ReadonlyMap<string, string> {
  const blocks = terraformText.matchAll(new RegExp(`^resource "${type}" "(\\w+)" \\{\\n(.*?)\\n\\}$`, 'gms'))
  return new Map(Array.from(blocks, ([, label = '', body = '']) => [label, body]))
}

function parseEntry(line: string): readonly [string, Entry] {
  const [, key, attributes] = /^\s+([\w-]+)\s*= \{ (.*) \}$/.exec(line) ?? []
  if (key === undefined || attributes === undefined)
    throw new Error(`not an entry on one line: ${line.trim()}`)
  return [key, Object.fromEntries(attributes.split(/, (?=\w+ = )/).map(parseAttribute))]
}

function parseAttribute(text: string): readonly [string, string | number | boolean] {
  const [, name, value] = /^(\w+) = ("[^"]*"|\d+|true|false)$/.exec(text) ?? []
  if (name === undefined || value === undefined) throw new Error(`not a plain value: ${text}`)
  return [name, JSON.parse(value) as string | number | boolean]
}
