import { ProviderError } from '../../shared/domain/provider-error.ts'
import { type Secret, type Secrets, SecretsUnavailableError } from '../../shared/ports/secrets.ts'

const NAME = 'finnhub-api-key'

/** The owner's key. A key that is missing or can't be read is what the ports say of a provider that can't be asked. */
export async function finnhubKey(secrets: Secrets): Promise<Secret> {
  const key = await secrets.read(NAME).catch((error: unknown) => {
    if (!(error instanceof SecretsUnavailableError)) throw error
    throw new ProviderError('finnhub', { problem: 'unreachable', text: error.message }, { cause: error })
  })
  if (key) return key
  const text = `secret ${NAME} is missing; store it, or set news.provider to "none"`
  throw new ProviderError('finnhub', { problem: 'refused', text })
}
