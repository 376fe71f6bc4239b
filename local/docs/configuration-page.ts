import { parseConfig } from '../../shared/config/config.ts'
import { allowedValues } from './allowed-values.ts'
import { type SectionComments, sectionComments } from './doc-comments.ts'
import { markdownTable } from './markdown-table.ts'
import { settingUnit } from './setting-unit.ts'

const INTRODUCTION = `# Configuration

Made by \`npm run docs\` from the schema in \`shared/config/\`; changes by hand are lost.

Settings are written into a JSON file, of which only what differs from the defaults has to be there:

\`\`\`json
{ "style": "advanced", "risk": { "dailyLossPctMax": 2 } }
\`\`\`

It is given to a command with \`--config my.json\`. \`npx openbell config --config my.json\` prints what is then in force. A
key that does not exist, or a value that is not allowed, is refused by name before anything starts. Percent means
percent: 0.5 is half a percent. Where a unit stands in the table, the name of the setting tells it. Where no limit is
told, any number is taken. Secrets are no settings and never stand in this file ([SECURITY.md](../SECURITY.md)).`

/** docs/configuration.md: every setting with what it takes, its default and what the source says of it. */
export function configurationPage(sourceOf: (file: string) => string): string {
  const sections = Object.entries(parseConfig({}))
  const files = sectionFiles(sourceOf('shared/config/config.ts'))
  const root = sectionComments('shared/config/config.ts', sourceOf)
  const own = sections.filter(([name]) => !files.has(name))
  const parts = [...files].map(([name, file]) => {
    const comments = sectionComments(file, sourceOf)
    const value = sections.find(([section]) => section === name)?.[1]
    return sectionText({ title: name, comments, settings: settingsOf(name, value, comments.optional) })
  })
  const first = sectionText({
    title: 'The whole',
    comments: { ...root, section: 'What holds for everything.' },
    settings: own.flatMap(([name, value]) => settingsOf(name, value, root.optional)),
  })
  return `${[INTRODUCTION, first, ...parts].join('\n\n')}\n`
}

/** Sections with a file of their own, in the order of the schema. */
function sectionFiles(source: string): ReadonlyMap<string, string> {
  const named = source.matchAll(/^ {4}(\w+): (\w+Section),$/gm)
  return new Map(
    Array.from(named, ([, name = '', section = '']) => {
      const file = new RegExp(`import \\{ ${section} \\} from '\\./(.+)'`).exec(source)?.[1]
      if (file === undefined) throw new Error(`no import of ${section} in shared/config/config.ts`)
      return [name, `shared/config/${file}`] as const
    }),
  )
}

interface Setting {
  readonly key: string
  /** Absent when it may be left out and nothing stands in for it. */
  readonly fallback?: unknown
}

function settingsOf(key: string, value: unknown, optional: readonly string[]): readonly Setting[] {
  if (!isGroup(value)) return [{ key, fallback: value }]
  return [
    ...Object.entries(value).flatMap(([name, inside]) => settingsOf(`${key}.${name}`, inside, [])),
    ...optional.map((name) => ({ key: `${key}.${name}` })),
  ]
}

/** A map of names that an owner may choose is one setting. */
function isGroup(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !/^[A-Z]/.test(Object.keys(value)[0] ?? '')
  )
}

function sectionText({
  title,
  comments,
  settings,
}: {
  readonly title: string
  readonly comments: SectionComments
  readonly settings: readonly Setting[]
}): string {
  const rows = settings.map(({ key, fallback }) => [
    `\`${key}\``,
    allowedValues(key),
    fallback === undefined ? 'none' : `\`${JSON.stringify(fallback)}\``,
    settingUnit(key),
    commentOf(key, comments),
  ])
  return [
    `## ${title}`,
    comments.section,
    markdownTable(['Setting', 'Takes', 'Default', 'Unit', 'What it is for'], rows),
  ].join('\n\n')
}

/** Of the key itself, or of the group it stands in. */
function commentOf(key: string, { keys }: SectionComments): string {
  const [name = '', group = ''] = key.split('.').toReversed()
  return keys.get(name) ?? keys.get(group) ?? ''
}
