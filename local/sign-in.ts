import { z } from 'zod'
import type { EtradeSession } from '../infra/etrade/oauth/etrade-session.ts'

const verifierSchema = z.object({ verifier: z.string().min(4) })

/** Signs in at the simulated broker the way its owner would: open the page, read the code, hand it over. */
export async function signIn(session: EtradeSession): Promise<void> {
  const { authorizeUrl, requestToken } = await session.startLogin()
  const page = await fetch(authorizeUrl, { headers: { Accept: 'application/json' } })
  const { verifier } = verifierSchema.parse(await page.json())
  await session.finishLogin(requestToken, verifier)
}
