import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BrokerUnreachableError } from '../../../../shared/domain/errors.ts'
import { NO_OWNER_ORDERS } from '../../../../shared/state/owner-state.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { goldenPosition } from '../../../support/fixtures.ts'
import { PhoneBench } from '../../../support/phone-bench.ts'

function phoned(options: Parameters<typeof cycleBench>[0] = {}) {
  const bench = cycleBench(options)
  return { bench, phone: new PhoneBench(bench.world) }
}

const reasons = async ({ stored }: ReturnType<typeof cycleBench>) =>
  (await stored()).risk.safeMode.map(({ reason }) => reason)

describe('who is heard', () => {
  test.each([
    ['another person in the chat of the owner', { userId: 8 }],
    ['the owner in another chat', { chatId: 71 }],
  ])('%s gets no answer, and the owner is told once a day', async (_, from) => {
    const { bench, phone } = phoned()
    expect(await phone.say('/flatten', { from })).toEqual({ status: 'done', heard: 'a stranger' })
    await phone.say('/kill', { from })
    expect(phone.replies).toEqual([])
    expect(bench.headlines()).toEqual(['STRANGER REFUSED'])
    expect(bench.notifier.delivered[0]?.text).not.toMatch(/flatten|kill/)
  })

  test('many strangers do not flood the owner', async () => {
    const { bench, phone } = phoned()
    for (let userId = 1_000; userId < 1_020; userId += 1) await phone.say('hello', { from: { userId } })
    expect(bench.headlines()).toHaveLength(5)
  })
})

describe('an update that comes again', () => {
  test('is not answered twice', async () => {
    const { phone } = phoned()
    await phone.say('/help', { updateId: 5 })
    expect(await phone.say('/help', { updateId: 5 })).toEqual({ status: 'done', heard: 'seen before' })
    expect(phone.replies).toHaveLength(1)
  })

  test('after a call that ended before its answer: the owner is told that nobody knows, once', async () => {
    const { phone } = phoned()
    phone.isDown = true
    await expect(phone.say('/help', { updateId: 5 })).rejects.toThrow('Telegram is down')
    phone.isDown = false
    await phone.say('/help', { updateId: 5 })
    await phone.say('/help', { updateId: 5 })
    expect(phone.replies.map(({ text }) => text)).toEqual([
      'NOT KNOWN\nWhether /help was carried out is not known. Look at /status, then send it again.',
    ])
  })

  test('a tap that comes again orders nothing again', async () => {
    const { bench, phone } = phoned()
    await phone.say('/pause')
    await phone.tap({ updateId: 6 })
    await phone.tap({ updateId: 6, command: '/confirm nonce-1' })
    expect(bench.headlines()).toEqual(['PAUSED by the owner'])
  })
})

describe('a button that confirms', () => {
  test('does nothing before it is tapped', async () => {
    const { bench, phone } = phoned()
    await phone.say('/pause')
    expect(phone.last).toEqual({
      text: 'PAUSE?\nNo entries until you /resume; exits go on.\nThe button is good for 30 seconds, once.',
      buttons: [{ label: 'Yes: PAUSE', command: '/confirm nonce-1' }],
    })
    expect(await bench.store.get('engine/state')).toBeUndefined()
  })

  test('is good once: a second tap finds it used', async () => {
    const { bench, phone } = phoned()
    await phone.order('/pause')
    await phone.order('/resume')
    await phone.tap({ command: '/confirm nonce-1' })
    expect(phone.last?.text).toBe('This button was used before, or is too old. Send the command again.')
    expect(await reasons(bench)).toEqual([])
  })

  test.each([
    [30, ['paused']],
    [31, []],
  ])('after %i seconds it has done %j', async (afterSeconds, expected) => {
    const { bench, phone } = phoned()
    await phone.say('/pause')
    await phone.tap({ afterSeconds })
    expect(await reasons(bench)).toEqual(expected)
  })

  test('that was too late can not be used again in time', async () => {
    const { bench, phone } = phoned()
    await phone.say('/pause')
    await phone.tap({ afterSeconds: 31 })
    phone.laterMs = 0
    await phone.tap({ command: '/confirm nonce-1' })
    expect(await reasons(bench)).toEqual([])
  })

  test('nobody can make one up', async () => {
    const { bench, phone } = phoned()
    await phone.tap({ command: '/confirm nonce-1' })
    await phone.say('/confirm anything')
    expect(bench.notifier.delivered).toEqual([])
    expect(phone.replies).toHaveLength(2)
  })

  test('is answered, and taken from its message', async () => {
    const { phone } = phoned()
    await phone.order('/pause')
    expect(phone.taps).toEqual(['PAUSED: done.'])
    expect(phone.withoutButtons).toHaveLength(1)
  })

  test('a tap that Telegram thinks too old to be answered still gets its reply', async () => {
    const { phone } = phoned()
    await phone.say('/pause')
    phone.taps.push = () => {
      throw new Error('query is too old')
    }
    await phone.tap()
    expect(phone.last?.text).toBe('PAUSED: done.')
  })
})

describe('what an order does', () => {
  test('/pause keeps entries out until /resume, each told once', async () => {
    const { bench, phone } = phoned()
    await phone.order('/pause')
    expect(await reasons(bench)).toEqual(['paused'])
    await phone.order('/resume')
    expect(await reasons(bench)).toEqual([])
    expect(bench.headlines()).toEqual(['PAUSED by the owner', 'RESUMED by the owner'])
  })

  test('/resume leaves safe mode to its own doors', async () => {
    const { bench, phone } = phoned()
    await phone.order('/pause')
    const state = await bench.stored()
    const [paused] = state.risk.safeMode
    if (!paused) throw new Error('nothing is paused')
    const mismatch = { ...paused, reason: 'reconciliation-mismatch' as const }
    await bench.leave({ ...state, risk: { ...state.risk, safeMode: [paused, mismatch] } })
    await phone.order('/resume')
    expect(await reasons(bench)).toEqual(['reconciliation-mismatch'])
    await phone.order('/safemode')
    expect(await reasons(bench)).toEqual([])
  })

  test('/flatten pauses, cancels the stop and sells everything at the market in the same run', async () => {
    const { bench, phone } = phoned({ config: { execution: { workSecondsMax: 20 } } })
    await bench.hold(goldenPosition())
    bench.broker.onPlace = (order) => bench.broker.fill(order, '47.10')
    await phone.order('/flatten')
    expect(bench.broker.placed.map(({ side, type, quantity }) => `${side} ${type} ${quantity}`)).toEqual([
      'SELL MARKET 184',
    ])
    const { positions, risk } = await bench.stored()
    expect(positions).toEqual({})
    expect(risk.safeMode.map(({ reason }) => reason)).toEqual(['paused'])
    expect(bench.headlines()).toEqual(['FLATTEN by the owner', 'SELL TQQQ OWNER'])
  })

  test('/close sells one position and pauses nothing', async () => {
    const { bench, phone } = phoned({ config: { execution: { workSecondsMax: 20 } } })
    await bench.hold(goldenPosition())
    bench.broker.onPlace = (order) => bench.broker.fill(order, '47.10')
    await phone.order('/close tqqq')
    const { positions, owner } = await bench.stored()
    expect([positions, owner.selling, await reasons(bench)]).toEqual([{}, [], []])
  })

  test('/close of what is not held says so', async () => {
    const { bench, phone } = phoned()
    await phone.order('/close SQQQ')
    expect(phone.last?.text).toBe('SQQQ is not held; /positions shows what is.')
    expect(bench.notifier.delivered).toEqual([])
  })

  test('a broker that does not answer keeps an order that is durable, and the next monitor goes on', async () => {
    const { bench, phone } = phoned()
    await bench.hold(goldenPosition())
    const orderedAt = bench.clock.now()
    bench.broker.onOrders = () => {
      throw new BrokerUnreachableError('orders/list', 'no answer')
    }
    await phone.order('/flatten')
    expect(phone.last?.text).toMatch(/^FLATTEN: ordered. The next monitor goes on with it/)
    expect((await bench.stored()).owner.sellAllSince).toBe(orderedAt)
    expect(bench.headlines()).toContain('FLATTEN by the owner')
  })

  test('/arm has nothing to do where no real money is at stake', async () => {
    const { phone } = phoned()
    await phone.order('/arm')
    expect(phone.last?.text).toBe('There is nothing to arm: mode DEMO on the simulator broker.')
  })

  test('/unlock ends the cooldown of a symbol at once', async () => {
    const { bench, phone } = phoned()
    await bench.leave({ symbols: { TQQQ: { entries: 1, lastExitAt: bench.clock.now() } } })
    await phone.say('/unlock TQQQ')
    const { symbols, owner } = await bench.stored()
    expect([symbols['TQQQ'], owner.unlocked]).toEqual([{ entries: 1 }, { TQQQ: bench.clock.now() }])
  })
})

test('whatever is said or tapped, nothing but a confirmed order has an effect, and all of it is answered', async () => {
  const { bench, phone } = phoned()
  const word = fc.constantFrom(
    '/confirm',
    '/pause',
    '/flatten',
    '/close',
    'nonce-1',
    'TQQQ',
    '../engine/state',
    '@bot',
  )
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(word).map((words) => words.join(' ')),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 20 }), fc.boolean(), async (texts, isTap) => {
      for (const each of texts) {
        const answers = phone.replies.length
        // What asks for a confirmation is asked, and the nonce of another question is not guessed.
        await (isTap
          ? phone.tap({ command: each.replaceAll('nonce-', 'guess-') })
          : phone.say(each.replaceAll('nonce-', 'guess-')))
        expect(phone.replies.length).toBe(answers + 1)
      }
    }),
  )
  const state = await bench.stored().catch(() => undefined)
  expect([state?.risk.safeMode ?? [], state?.owner ?? NO_OWNER_ORDERS]).toEqual([[], NO_OWNER_ORDERS])
  expect(bench.notifier.delivered).toEqual([])
})
