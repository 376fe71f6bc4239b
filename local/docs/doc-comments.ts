/** What the sources of one section of the configuration say about it. */
export interface SectionComments {
  /** Of the section as a whole. */
  readonly section: string
  /** By the name of the key. */
  readonly keys: ReadonlyMap<string, string>
  /** Keys that may be left out and have no default. */
  readonly optional: readonly string[]
}

const COMMENT = String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/`

/** Reads the comments of a section and of the sections it is made of, such as risk and its protections. */
export function sectionComments(file: string, sourceOf: (file: string) => string): SectionComments {
  const texts = sourcesOf(file, sourceOf)
  return {
    section: plain(new RegExp(`${COMMENT}\\nexport const`).exec(texts.join('\n'))?.[1] ?? ''),
    keys: new Map(texts.flatMap(keyComments)),
    optional: texts.flatMap(optionalKeys),
  }
}

function sourcesOf(file: string, sourceOf: (file: string) => string): readonly string[] {
  const text = sourceOf(file)
  // The whole is made of all sections, and each of them is told by itself.
  if (!file.endsWith('-section.ts')) return [text]
  const parts = [...text.matchAll(/from '\.\/([\w-]+-section\.ts)'/g)].map(([, name]) => name)
  return [text, ...parts.map((name) => sourceOf(`shared/config/${name}`))]
}

function keyComments(text: string): readonly (readonly [string, string])[] {
  const found = text.matchAll(new RegExp(`${COMMENT}\\n +(\\w+):`, 'g'))
  return Array.from(found, ([, comment = '', key = '']) => [key, plain(comment)] as const)
}

/** One on a line of its own, as the sections are formatted. */
function optionalKeys(text: string): readonly string[] {
  return Array.from(text.matchAll(/^ +(\w+): .*\.exactOptional\(\)/gm), ([, key = '']) => key)
}

function plain(comment: string): string {
  return comment
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
