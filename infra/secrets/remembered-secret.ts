import { randomBytes } from 'node:crypto'
import { Secret, type Secrets } from '../../shared/ports/secrets.ts'

const BYTES = 32

/** A secret that nobody has to choose: made by the first who asks for it, the same from then on. */
export async function rememberedSecret(secrets: Secrets, name: string): Promise<Secret> {
  const known = await secrets.read(name)
  if (known) return known
  const made = new Secret(randomBytes(BYTES).toString('hex'))
  await secrets.write(name, made)
  return made
}
