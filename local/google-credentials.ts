import { GoogleAuth } from 'google-auth-library'
import { UsageError } from './failure.ts'

/** Looks whether this computer may call Google Cloud, before a client is opened that would end the process without. */
export async function assertGoogleCredentials(what: string): Promise<void> {
  try {
    await new GoogleAuth().getApplicationDefault()
  } catch (cause) {
    throw new UsageError(
      `${what}: this computer has no credentials for Google Cloud; run "gcloud auth application-default login" (${(cause as Error).message})`,
    )
  }
}

/** The same for Firestore, whose emulator wants none. */
export async function assertFirestoreReachable(projectId: string): Promise<void> {
  if (process.env['FIRESTORE_EMULATOR_HOST'] !== undefined) return
  await assertGoogleCredentials(`--firestore ${projectId}, without an emulator in FIRESTORE_EMULATOR_HOST`)
}
