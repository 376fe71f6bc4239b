import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeOnEmulator } from '../support/firestore-emulator.ts'
import { writeGoldenMarket } from '../support/golden-market.ts'
import { openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
afterAll(scratch.remove)

describeOnEmulator('the golden day with its books in Firestore', (emulator) => {
  const printed: Record<'file' | 'firestore', string> = { file: '', firestore: '' }

  beforeAll(async () => {
    const data = writeGoldenMarket(join(scratch.path, 'market'))
    const config = join(scratch.path, 'config.json')
    writeFileSync(config, '{"entry":{"openingGuardMinutes":5}}')
    const day = ['demo', '--data', data, '--date', '2026-03-03', '--symbols', 'TQQQ', '--config', config]
    const run = async (...more: readonly string[]) => {
      const { exitCode, stdout, stderr } = await openbell(...day, '--live', '--json', ...more)
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      return stdout
    }
    const [file, firestore] = await Promise.all([run(), run('--firestore', emulator.newProject())])
    Object.assign(printed, { file, firestore })
  }, 120_000)

  test('comes to the same decisions, trades and alerts, byte for byte', () => {
    expect(printed.firestore).toBe(printed.file)
    expect(JSON.parse(printed.firestore).days[0]).toMatchObject({ entries: 1, exits: 1, pnlUsd: 101.2 })
  })

  test('stays within the documents that a day may use', () => {
    const [{ storeReads, storeWrites, brokerCalls }] = JSON.parse(printed.firestore).days
    expect(storeReads).toBeLessThanOrEqual(5_000)
    // 4,000 without the tapes of the runs, of which there are some 600 a day (docs/decisions/0016).
    expect(storeWrites).toBeLessThanOrEqual(4_700)
    expect(brokerCalls).toBeLessThanOrEqual(1_100)
  })
})
