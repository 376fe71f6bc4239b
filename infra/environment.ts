import { ConfigError } from '../shared/config/config-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that must be set. Throws `ConfigError`, which names it and says what it is for. */
export function required(env: Environment, name: string, meaning: string): string {
  const value = env[name]
  if (value !== undefined && value.trim() !== '') return value
  throw new ConfigError([`${name} is not set: ${meaning}`])
}
