import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { FirestoreStore } from '../../infra/store/firestore-store.ts'
import { SqliteStore } from '../../infra/store/sqlite-store.ts'
import type { DocumentPath, Store } from '../../shared/ports/store.ts'
import { assertFirestoreReachable } from '../google-credentials.ts'
import type { Finding } from './finding.ts'

/** Whether documents can be kept where the owner wants them; what is written for it is removed again. */
export async function checkStore(at: {
  readonly folder: string
  readonly firestoreProject: string | undefined
}): Promise<Finding> {
  const { folder, firestoreProject } = at
  return firestoreProject === undefined ? checkFolder(resolve(folder)) : checkFirestore(firestoreProject)
}

/**
 * In a file beside those of the runs: a commit takes the documents with it that have expired, and a run's clock may show
 * another year than this computer's.
 */
async function checkFolder(folder: string): Promise<Finding> {
  const remedy = `make ${folder} a folder that you may write to, or name another with --store`
  let made: string | undefined
  let draft: string | undefined
  try {
    made = mkdirSync(folder, { recursive: true })
    draft = mkdtempSync(join(folder, '.doctor-'))
    await roundTripInFile(join(draft, 'openbell.sqlite'))
    return { check: 'store', level: 'ok', seen: `${folder} keeps documents (SQLite)` }
  } catch (error) {
    return { check: 'store', level: 'FAILED', seen: messageOf(error), remedy }
  } finally {
    for (const left of [draft, made]) if (left !== undefined) rmSync(left, { recursive: true })
  }
}

async function checkFirestore(projectId: string): Promise<Finding> {
  const remedy = `look whether project ${projectId} has a Firestore database named "(default)" and you may write to it`
  try {
    await assertFirestoreReachable(projectId)
    const store = await FirestoreStore.open({ projectId, clock: new SystemClock() })
    await roundTrip(store)
    // Only then: closing waits for calls that were given up, and the client goes on with those for ten minutes.
    await store.close()
    return { check: 'store', level: 'ok', seen: `Firestore of ${projectId} keeps documents` }
  } catch (error) {
    return { check: 'store', level: 'FAILED', seen: messageOf(error), remedy }
  }
}

async function roundTripInFile(file: string): Promise<void> {
  const store = SqliteStore.open({ file, clock: new SystemClock() })
  try {
    await roundTrip(store)
  } finally {
    await store.close()
  }
}

async function roundTrip(store: Store): Promise<void> {
  const path: DocumentPath = `doctor/${randomUUID()}`
  const written = await store.commit([{ kind: 'create', path, value: { asked: path } }])
  const read = await store.get(path)
  if (!written.ok || read?.value['asked'] !== path)
    throw new Error('the store did not give back what was written to it')
  await store.commit([{ kind: 'delete', path }])
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
