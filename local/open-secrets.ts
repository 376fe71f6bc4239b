import { resolve } from 'node:path'
import { SystemClock } from '../infra/clock/system-clock.ts'
import { FileSecrets } from '../infra/secrets/file-secrets.ts'
import { SecretManagerSecrets } from '../infra/secrets/secret-manager-secrets.ts'
import { FirestoreStore } from '../infra/store/firestore-store.ts'
import type { Secrets } from '../shared/ports/secrets.ts'
import { UsageError } from './failure.ts'
import { assertGoogleCredentials } from './google-credentials.ts'

/** Where the secrets of a command are. */
export interface SecretsPlace {
  readonly secrets: string
  readonly cloud: boolean
  readonly project?: string
}

/** On this computer a file; with --cloud the secrets that the deployed functions read, from their next tick on. */
export async function openSecrets(
  { secrets, cloud, project }: SecretsPlace,
  command: string,
): Promise<{ readonly secrets: Secrets; close(): Promise<void> }> {
  if (!cloud) return { secrets: new FileSecrets(resolve(secrets)), close: async () => {} }
  if (project === undefined)
    throw new UsageError('--cloud needs --project, the id of the Google Cloud project')
  await assertGoogleCredentials(`${command} --cloud`)
  const store = await FirestoreStore.open({ projectId: project, clock: new SystemClock() })
  const manager = await SecretManagerSecrets.open({ projectId: project, store })
  return {
    secrets: manager,
    close: async () => {
      await manager.close()
      await store.close()
    },
  }
}
