import { describe, expect, test } from '@jest/globals'
import { FirestoreStore } from '../../../infra/store/firestore-store.ts'
import { StoreUnavailableError } from '../../../shared/ports/store.ts'
import { written } from '../../contract/store/written.ts'
import { storeContract } from '../../contract/store-contract.ts'
import { describeOnEmulator } from '../../support/firestore-emulator.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

describeOnEmulator('on the Firestore emulator', (emulator) => {
  storeContract({
    // The emulator does, under load (seen once in some dozen runs): left 11, right 8. Firestore's own read times rise within an
    // answer, so that it does not. Nothing here rests on it: every batch is guarded by the version of what it read.
    tearsReads: true,
    name: 'the Firestore store',
    open: (clock) => FirestoreStore.open({ projectId: emulator.newProject(), clock }),
    randomHistories: 5,
  })

  describe('the Firestore store', () => {
    const opened = (projectId = emulator.newProject(), deadlineMs?: number) =>
      FirestoreStore.open({
        projectId,
        clock: STANDING_CLOCK,
        ...(deadlineMs !== undefined && { deadlineMs }),
      })

    test('gives a new version to a write that changes nothing', async () => {
      const store = await opened()
      const first = await written(store, { kind: 'create', path: 'a/1', value: { n: 1 } })
      const second = await written(store, { kind: 'update', path: 'a/1', value: { n: 1 }, ifVersion: first })
      expect(second).not.toBe(first)
      const late = await store.commit([{ kind: 'update', path: 'a/1', value: { n: 2 }, ifVersion: first }])
      expect(late).toEqual({ ok: false, conflict: 'changed', path: 'a/1' })
      await store.close()
    })

    test('says when it does not answer in time', async () => {
      const store = await opened(undefined, 1)
      const late = store.get('a/1')
      await expect(late).rejects.toThrow(StoreUnavailableError)
      await expect(late).rejects.toThrow('Firestore: a read took longer than 1 ms')
      await store.close()
    })

    test('says when it was closed', async () => {
      const store = await opened()
      await store.close()
      await store.close()
      await expect(store.get('a/1')).rejects.toThrow('Firestore: the store was closed, open it again')
    })

    test('of two instances, one of which sees what the other wrote', async () => {
      const projectId = emulator.newProject()
      const [left, right] = [await opened(projectId), await opened(projectId)]
      const ifVersion = await written(left, { kind: 'create', path: 'a/1', value: { by: 'left' } })
      await written(right, { kind: 'update', path: 'a/1', value: { by: 'right' }, ifVersion })
      expect((await left.get('a/1'))?.value).toEqual({ by: 'right' })
      await Promise.all([left.close(), right.close()])
    })
  })
})

test('an emulator variable in the cloud is refused', async () => {
  const before = { ...process.env }
  process.env['K_SERVICE'] = 'signal-scan'
  process.env['FIRESTORE_EMULATOR_HOST'] = '127.0.0.1:1'
  try {
    const opened = FirestoreStore.open({ projectId: 'demo-cloud', clock: STANDING_CLOCK })
    await expect(opened).rejects.toThrow('FIRESTORE_EMULATOR_HOST is set in the cloud')
  } finally {
    process.env = before
  }
})
