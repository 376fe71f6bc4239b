import { dirname, join, resolve } from 'node:path'
import { SystemClock } from '../infra/clock/system-clock.ts'
import { FileSecrets } from '../infra/secrets/file-secrets.ts'
import { rememberedSecret } from '../infra/secrets/remembered-secret.ts'
import { SecretManagerSecrets } from '../infra/secrets/secret-manager-secrets.ts'
import { FirestoreStore } from '../infra/store/firestore-store.ts'
import { SqliteStore } from '../infra/store/sqlite-store.ts'
import type { Secret, Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'
import { BEFORE_EVERYTHING, storeFile } from './decision-archive.ts'
import { UsageError } from './failure.ts'
import { assertGoogleCredentials } from './google-credentials.ts'

/** The system whose sessions are meant. */
export interface SessionPlace {
  readonly store: string
  readonly cloud: boolean
  readonly project?: string
}

/** Where sessions are kept, and what signs them. */
export interface SessionDesk {
  readonly store: Store
  readonly signingKey: Secret
  readonly clock: SystemClock
  close(): Promise<void>
}

/** Opens the sessions of a run on this computer, or of the deployed system; makes their key where there is none. Throws `UsageError`. */
export async function openSessionDesk(place: SessionPlace): Promise<SessionDesk> {
  const clock = new SystemClock()
  const { store, secrets, close } = place.cloud ? await openCloud(place, clock) : openFolder(place)
  const signingKey = await rememberedSecret(secrets, 'session-signing-key')
  return { store, signingKey, clock, close }
}

interface Opened {
  readonly store: Store
  readonly secrets: Secrets
  close(): Promise<void>
}

function openFolder({ store: folder }: SessionPlace): Opened {
  const file = storeFile(resolve(folder))
  if (file === undefined)
    throw new UsageError(`--store ${folder}: nothing runs there; start the system with \`npm start\``)
  // By the clock of the wall whole simulated days would have expired, and would be removed.
  const store = SqliteStore.open({ file, clock: BEFORE_EVERYTHING })
  const secrets = new FileSecrets(join(dirname(file), 'secrets.json'))
  return { store, secrets, close: () => store.close() }
}

async function openCloud({ project }: SessionPlace, clock: SystemClock): Promise<Opened> {
  if (project === undefined)
    throw new UsageError('--cloud needs --project, the id of the Google Cloud project')
  await assertGoogleCredentials('dashboard --cloud')
  const store = await FirestoreStore.open({ projectId: project, clock })
  const secrets = await SecretManagerSecrets.open({ projectId: project, store })
  return {
    store,
    secrets,
    close: async () => {
      await secrets.close()
      await store.close()
    },
  }
}
