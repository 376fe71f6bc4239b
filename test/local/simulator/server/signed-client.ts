import {
  addressWithParameters,
  authorizationHeader,
  oauthParameters,
  type SigningParty,
} from '../oauth/signer.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; reading it from anything but JSON throws. */
  readonly json: () => ReturnType<typeof JSON.parse>
}

interface Call {
  readonly method?: string
  readonly body?: unknown
  /** Raw body instead of JSON. */
  readonly rawBody?: string
  readonly contentType?: string
  readonly transport?: 'header' | 'query'
  /** The Accept header; JSON unless said otherwise. */
  readonly accept?: string
  readonly oauth?: Readonly<Record<string, string | undefined>>
}

/** A client that signs with the independent signer and speaks plain HTTP to a running simulator. */
export class SignedClient {
  readonly baseUrl: string
  readonly #consumer: SigningParty['consumer']
  readonly #seconds: () => number
  #token: { readonly token: string; readonly secret: string } | undefined

  constructor(baseUrl: string, consumer: SigningParty['consumer'], seconds: () => number) {
    this.baseUrl = baseUrl
    this.#consumer = consumer
    this.#seconds = seconds
  }

  async call(target: string, call: Call = {}): Promise<Answer> {
    const { method = 'GET', transport = 'header' } = call
    const address = `${this.baseUrl}${target}`
    const party = {
      consumer: this.#consumer,
      seconds: this.#seconds(),
      ...(this.#token ? { token: this.#token } : {}),
    }
    const parameters = oauthParameters(party, method, address, call.oauth)
    const body = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
    return answerOf(
      await fetch(transport === 'query' ? addressWithParameters(address, parameters) : address, {
        method,
        headers: {
          Accept: call.accept ?? 'application/json',
          ...(transport === 'header' ? { Authorization: authorizationHeader(parameters) } : {}),
          ...(body === undefined ? {} : { 'Content-Type': call.contentType ?? 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
      }),
    )
  }

  /** The whole sign-in: request token, approval, access token. */
  async signIn(call: Pick<Call, 'method' | 'transport'> = {}): Promise<void> {
    this.#token = undefined
    this.#token = credentialOf(
      await this.call('/oauth/request_token', { ...call, oauth: { oauth_callback: 'oob' } }),
    )
    const verifier = await this.approve(this.#token.token)
    this.#token = credentialOf(
      await this.call('/oauth/access_token', { ...call, oauth: { oauth_verifier: verifier } }),
    )
  }

  async approve(token: string): Promise<string> {
    const query = new URLSearchParams({ key: this.#consumer.key, token })
    const page = await fetch(`${this.baseUrl}/e/t/etws/authorize?${query}`, {
      headers: { Accept: 'application/json' },
    })
    return ((await page.json()) as { verifier: string }).verifier
  }

  /** Goes on with the token of another client, as a restarted program does. */
  resume(other: SignedClient): this {
    this.#token = other.#token
    return this
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
}

function credentialOf(answer: Answer): { token: string; secret: string } {
  const form = new URLSearchParams(answer.text)
  const [token, secret] = [form.get('oauth_token'), form.get('oauth_token_secret')]
  if (!token || !secret) throw new Error(`no token in ${answer.status} ${answer.text}`)
  return { token, secret }
}
