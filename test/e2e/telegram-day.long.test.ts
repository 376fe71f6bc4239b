import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { BOT_TOKEN, BotApiDouble, OWNER } from '../support/bot-api/bot-api-double.ts'
import { CommandLine, scratchFolder } from './command-line.ts'
import { keptDocuments } from './kept-documents.ts'

const scratch = scratchFolder()
const config = join(scratch.path, 'config.json')
/** So little is asked of an entry that alerts come all day long. */
const PERMISSIVE = {
  entry: {
    scoreMin: { standard: 0.3 },
    ...{ familiesMin: 1, rsiMin: 0, rsiMax: 100, volumeRatioMin: 0, openingGuardMinutes: 0 },
    ...{ cooldownMinutes: 0, cooldownAfterStopMinutes: 0 },
  },
  exits: { holdMinutesMax: 30 },
  risk: { positionPctMax: 10, dailyTradesMax: { standard: 50 } },
}
/** Ten minutes of monitors and scans, each of which tries once. */
const TRIES_OF_TEN_MINUTES = 15
let double: BotApiDouble

beforeAll(() => writeFileSync(config, JSON.stringify(PERMISSIVE)))
beforeEach(async () => {
  double = await BotApiDouble.start()
})
afterEach(() => double.stop())
afterAll(scratch.remove)

/** A day told on the console, and through the bot where there is one. */
function day(store: string, env: Readonly<Record<string, string>> = {}): CommandLine {
  const args = ['start', '--days', '1', '--speed', 'max', '--port', '0', '--live', '--json']
  const where = ['--symbols', 'SQQQ,FAZ,SOXS,SPXU', '--config', config, '--store', join(scratch.path, store)]
  return new CommandLine([...args, ...where], { env })
}

/** The first line of each alert. */
function told(stdout: string): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{"alert"'))
    .map((line) => JSON.parse(line).alert.text.split('\n')[0])
}

/** The same of what stands in the chat; a digest holds several alerts. */
function inTheChat(): readonly string[] {
  const texts = double.messages.filter(({ photo }) => !photo)
  return texts.flatMap(({ text }) => {
    const parts = text.startsWith('DIGEST') ? text.split('\n\n').slice(1) : [text]
    return parts.map((part) => part.split('\n')[0]?.replace('‼️ ', '') ?? '')
  })
}

/** Waits until something stands in the chat; fails after so many seconds. */
async function untilTold(text: RegExp, seconds = 15): Promise<void> {
  for (let tries = 0; tries < seconds * 200; tries += 1) {
    if (double.messages.some((message) => text.test(message.text))) return
    await sleep(5)
  }
  throw new Error(`${text} was never told: ${inTheChat().join(', ')}`)
}

describe('a day of trades with Telegram down for ten minutes', () => {
  test('every alert arrives once, in its order, the picture of the close before the parity report', async () => {
    const running = day('with', {
      OPENBELL_TELEGRAM_BOT_TOKEN: BOT_TOKEN,
      OPENBELL_TELEGRAM_USER_ID: `${OWNER.from}`,
      OPENBELL_TELEGRAM_API: double.root,
    })
    await untilTold(/^BUY/, 60)
    double.fail('sendMessage', { kind: 'internal-error' }, TRIES_OF_TEN_MINUTES)
    const { stdout, ...ended } = await running.ended
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' })
    const expected = told(stdout)
    expect(expected.length).toBeGreaterThan(20)
    expect(inTheChat()).toEqual(expected)
    expect(double.messages.at(-2)?.photo?.subarray(1, 4)).toEqual(Buffer.from('PNG'))
    const outbox = Object.values(
      keptDocuments(join(scratch.path, 'with', 'seed-13-2026-03-02-live'), 'outbox'),
    )
    // Everything that was ever raised is in the outbox, and each of it was told, once.
    expect(outbox.map(({ status }) => status)).toEqual(expected.map(() => 'sent'))
    expect(outbox.map(({ text }) => text.split('\n')[0]).toSorted()).toEqual(expected.toSorted())
  }, 180_000)
})

describe('a running start with a bot', () => {
  test('hears its owner by asking, and a stranger gets nothing', async () => {
    const store = join(scratch.path, 'asked')
    const running = new CommandLine(['start', '--speed', '1', '--port', '0', '--store', store], {
      env: {
        OPENBELL_TELEGRAM_BOT_TOKEN: BOT_TOKEN,
        OPENBELL_TELEGRAM_USER_ID: `${OWNER.from}`,
        OPENBELL_TELEGRAM_API: double.root,
      },
    })
    try {
      await untilTold(/^MARKET OPEN/)
      await double.says('/kill', { from: 666, chat: 666 })
      await untilTold(/^STRANGER REFUSED/)
      await double.says('/status')
      await untilTold(/^RUNNING, DEMO/)
      await double.says('/pause')
      await untilTold(/^PAUSE\?/)
      await double.taps('Yes: PAUSE')
      await untilTold(/^PAUSED by the owner/)
    } finally {
      running.send('SIGINT')
    }
    expect(await running.ended).toMatchObject({ exitCode: 0 })
  }, 60_000)

  test('an owner without a bot is told what is missing', async () => {
    const { exitCode, stderr } = await new CommandLine(
      ['start', '--days', '1', '--port', '0', '--store', join(scratch.path, 'no-bot')],
      { cwd: scratch.path, env: { OPENBELL_TELEGRAM_USER_ID: '4711' } },
    ).ended
    expect(exitCode).toBe(2)
    expect(stderr).toContain('OPENBELL_TELEGRAM_BOT_TOKEN: is not set')
  })
})
