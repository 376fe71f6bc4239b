import type { Settings } from './space.ts'

type Section = { [name: string]: unknown }

/**
 * A configuration with some settings laid over it, as `parseConfig` reads it: `exits.trailDistancePct` becomes a key of
 * `exits`. Nothing is judged here but a name that goes through a plain value.
 */
export function withSettings(configuration: unknown, settings: Settings): unknown {
  const whole = structuredClone(configuration ?? {}) as Section
  for (const [name, value] of Object.entries(settings)) put(whole, name, value)
  return whole
}

function put(whole: Section, name: string, value: unknown): void {
  const path = name.split('.')
  const last = path.pop() ?? name
  const section = path.reduce((outer, key) => sectionOf(outer, key, name), whole)
  section[last] = value
}

function sectionOf(outer: Section, key: string, name: string): Section {
  // An own key only: "constructor" must be an unknown key and not a way into the language.
  if (!Object.hasOwn(outer, key)) outer[key] = {}
  const section = outer[key]
  if (typeof section === 'object' && section !== null && !Array.isArray(section)) return section as Section
  throw new RangeError(`${name}: ${key} is a value and has no settings of its own`)
}
