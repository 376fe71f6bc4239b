import { ConfigError } from '../../shared/config/config-error.ts'
import { type Environment, required } from '../environment.ts'

/** Where the advisor is asked, and which model. */
export interface AdvisorSettings {
  /** The address before "/chat/completions", without a slash at its end. */
  readonly url: string
  readonly model: string
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Reads ADVISOR_URL and ADVISOR_MODEL; `undefined` where no advisor is wanted. Throws `ConfigError`. */
export function readAdvisorSettings(env: Environment): AdvisorSettings | undefined {
  const text = env['ADVISOR_URL']?.trim() ?? ''
  if (text === '') return undefined
  const model = required(env, 'ADVISOR_MODEL', 'the name of the model that ADVISOR_URL serves')
  return { url: addressOf(text), model: model.trim() }
}

/** The key travels with every call: in the clear only within this machine, and never as a part of the address. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  const isPlain = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (url && isSafe && isPlain) return url.href.replace(/\/+$/, '')
  throw new ConfigError([
    'ADVISOR_URL: must be an https address (http only on this machine) without user, password, query or fragment, ' +
      `such as https://api.example.com/v1 (was ${url ? `"${url.protocol}//${url.host}…"` : 'no address'})`,
  ])
}
