import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { parseConfig } from '../../config/config.ts'
import type { Asked } from './asked.ts'

/** More would not fit into a message. */
const SETTINGS_SHOWN = 40

/** /config: the settings that are not the default; secrets are no settings and are never told. */
export async function config({ world }: Asked): Promise<Reply> {
  const own = settings(world.config)
  const defaults = new Map(settings(parseConfig({})))
  const changed = own.filter(([key, value]) => value !== defaults.get(key))
  if (changed.length === 0) return { text: 'CONFIG\nEvery setting is the default.' }
  const left = changed.length - SETTINGS_SHOWN
  return {
    text: [
      `CONFIG: ${counted(changed.length, 'setting')} not the default`,
      ...changed
        .slice(0, SETTINGS_SHOWN)
        .map(([key, value]) => `${key} = ${value} (default ${defaults.get(key) ?? 'not set'})`),
      ...(left > 0 ? [`and ${left} more: \`openbell config\` lists all`] : []),
    ].join('\n'),
  }
}

/** Every setting with its dotted key and its value as JSON. */
function settings(section: object, prefix = ''): readonly (readonly [key: string, value: string])[] {
  return Object.entries(section).flatMap(([key, value]) => {
    const path = prefix ? `${prefix}.${key}` : key
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? settings(value, path)
      : [[path, JSON.stringify(value)] as const]
  })
}
