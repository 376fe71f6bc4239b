import { GoogleAuth } from 'google-auth-library'
import { UsageError } from './failure.ts'

/**
 * Looks whether this computer may call Google Cloud, before anything is opened that would end the process without them.
 * Nothing is needed for an emulator.
 */
export async function assertFirestoreReachable(projectId: string): Promise<void> {
  if (process.env['FIRESTORE_EMULATOR_HOST'] !== undefined) return
  try {
    await new GoogleAuth({ projectId }).getApplicationDefault()
  } catch (cause) {
    throw new UsageError(
      `--firestore ${projectId}: this computer has no credentials for Google Cloud; run "gcloud auth application-default login", or name an emulator in FIRESTORE_EMULATOR_HOST (${(cause as Error).message})`,
    )
  }
}
