import { ConfigError } from '../shared/config/config-error.ts'
import { type Environment, required } from './environment.ts'

/** Who may call, and at which address; `anyone` is for a machine that nobody else can reach. */
export type CallerSettings =
  | { readonly callers: 'anyone' }
  | {
      readonly callers: readonly string[]
      readonly functionsUrl: string
      readonly signatureCheckedBy: 'here' | 'platform'
    }

/** Nobody is admitted unless the variables say so. Throws `ConfigError`. */
export function readCallerSettings(env: Environment): CallerSettings {
  const text = required(env, 'OPENBELL_CALLERS', 'the e-mail addresses of the service accounts that may call')
  const callers = text.split(/[\s,]+/).filter((caller) => caller !== '')
  if (callers.includes('anyone')) {
    if (env['K_SERVICE'] === undefined) return { callers: 'anyone' }
    throw new ConfigError(['OPENBELL_CALLERS: "anyone" is refused in the cloud; name service accounts'])
  }
  const checkedBy = env['OPENBELL_SIGNATURE_CHECKED_BY'] ?? 'here'
  if (checkedBy !== 'here' && checkedBy !== 'platform')
    throw new ConfigError([`OPENBELL_SIGNATURE_CHECKED_BY: allowed are here and platform (was ${checkedBy})`])
  const meaning = 'the address under which the functions are reached, without the name of the function'
  const functionsUrl = required(env, 'OPENBELL_FUNCTIONS_URL', meaning).replace(/\/+$/, '')
  return { callers, functionsUrl, signatureCheckedBy: checkedBy }
}
