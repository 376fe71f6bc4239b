import { z } from 'zod'
import { apiSection } from './api-section.ts'
import { calendarSection } from './calendar-section.ts'
import { catalystsSection } from './catalysts-section.ts'
import { ConfigError } from './config-error.ts'
import { entrySection } from './entry-section.ts'
import { executionSection } from './execution-section.ts'
import { exitSection } from './exit-section.ts'
import { learningSection } from './learning-section.ts'
import { newsSection } from './news-section.ts'
import { pacingSection } from './pacing-section.ts'
import { recordingSection } from './recording-section.ts'
import { riskSection } from './risk-section.ts'
import { selectorSection } from './selector-section.ts'
import { telegramSection } from './telegram-section.ts'
import { universeSection } from './universe-section.ts'

/**
 * Everything an owner may set, with its default; units are in the names. One strict schema: an unknown key or a
 * wrong type is refused with the key's name before anything starts.
 */
const configSchema = z
  .strictObject({
    /** DEMO simulates fills on real quotes and never sends an order; LIVE sends orders to the broker. */
    mode: z.enum(['DEMO', 'LIVE']).default('DEMO'),
    /** How boldly entries are chosen and sized (spec: modes). */
    style: z.enum(['standard', 'advanced', 'quantum']).default('standard'),
    broker: z
      .strictObject({
        environment: z.enum(['simulator', 'sandbox', 'production']).default('simulator'),
      })
      .prefault({}),
    demo: z
      .strictObject({
        startCashUsd: z.number().positive().max(100_000_000).default(25_000),
      })
      .prefault({}),
    calendar: calendarSection,
    catalysts: catalystsSection,
    api: apiSection,
    entry: entrySection,
    execution: executionSection,
    exits: exitSection,
    learning: learningSection,
    news: newsSection,
    pacing: pacingSection,
    recording: recordingSection,
    risk: riskSection,
    selector: selectorSection,
    telegram: telegramSection,
    universe: universeSection,
  })
  .superRefine((config, context) => {
    if (config.mode === 'LIVE' && config.broker.environment === 'sandbox') {
      context.addIssue({
        code: 'custom',
        path: ['mode'],
        message:
          'LIVE with the sandbox broker is refused: it answers every order from a drawer and fills none; use "DEMO", or ' +
          'environment "simulator" or "production"',
      })
    }
  })

export type Config = z.infer<typeof configSchema>

export type Style = Config['style']

/** Reads a configuration from parsed JSON; `{}` gives the defaults. Throws `ConfigError`. */
export function parseConfig(input: unknown): Config {
  const parsed = configSchema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new ConfigError(parsed.error.issues.map((issue) => describe(issue, input)))
}

function describe(issue: z.core.$ZodIssue, input: unknown): string {
  const key = issue.path.join('.') || 'the configuration'
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((name) => [...issue.path, name].join('.'))
    return `${names.join(', ')}: unknown key; run \`openbell config\` to see every key with its default`
  }
  if (issue.code === 'custom') return `${key}: ${issue.message}`
  return `${key}: ${issue.message} (was ${JSON.stringify(valueAt(input, issue.path))})`
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}
