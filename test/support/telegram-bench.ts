import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { registerFunctions } from '../../functions/index.ts'
import { composeCloud } from '../../infra/compose-cloud.ts'
import { StructuredLog } from '../../infra/log/structured-log.ts'
import { MemorySecrets } from '../../infra/secrets/memory-secrets.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import { TelegramClient } from '../../infra/telegram/telegram-client.ts'
import { startSimulator } from '../../local/simulator/simulator.ts'
import { STATE_PATH } from '../../shared/cycles/tick.ts'
import type { AccountIdKey } from '../../shared/domain/ids.ts'
import { money } from '../../shared/domain/money.ts'
import { Secret } from '../../shared/ports/secrets.ts'
import type { DocumentValue } from '../../shared/ports/store.ts'
import { type TradingState, tradingStateSchema } from '../../shared/state/trading-state.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { VirtualClock } from '../../shared/time/virtual-clock.ts'
import { BOT_TOKEN, BotApiDouble, OWNER } from './bot-api/bot-api-double.ts'
import { NINE_THIRTY_SIX, TQQQ } from './fixtures.ts'
import { GrowingMarket } from './growing-market.ts'
import { scriptedPrint } from './scripted-market.ts'

const ACCOUNT = { accountIdKey: 'simulated-account' as AccountIdKey, accountId: '000000001' }
const WEBHOOK_SECRET = new Secret('the-secret-of-this-webhook')
const CONSUMER = { key: 'your-consumer-key', secret: 'your-consumer-secret' }

/**
 * The deployed functions as they are composed for the cloud, on the Functions Framework, with Telegram and the broker on
 * loopback and the rest in memory; LIVE on the simulator, at 09:36 of a Tuesday.
 */
export async function telegramBench() {
  const clock = new VirtualClock(NINE_THIRTY_SIX)
  const market = new GrowingMarket()
  const showQuote = () => {
    clock.moveTo((clock.now() + SECOND_MS) as EpochMs)
    const sizes = { bidSize: 10_000, askSize: 10_000 }
    market.show(scriptedPrint(TQQQ, clock.now(), { last: '47.50', bid: '47.49', ask: '47.50' }, sizes))
  }
  showQuote()
  const store = new MemoryStore({ clock })
  const double = await BotApiDouble.start()
  const simulator = await startSimulator({
    ...{ market, clock, port: 0, consumer: CONSUMER, store: new MemoryStore({ clock }) },
    account: { ...ACCOUNT, kind: 'CASH', startCash: money('25000') },
  })
  const lines: string[] = []
  const parts = composeCloud(environment(simulator.baseUrl), {
    clock,
    log: new StructuredLog({ output: { write: (line) => void lines.push(line) } }),
    telegramApi: double.root,
    openStore: async () => store,
    openSecrets: async () => keys(),
  })
  registerFunctions(parts)
  const servers = new Map<string, Server>()
  const urlOf = async (name: string) => {
    const server = servers.get(name) ?? getTestServer(name).listen(0, '127.0.0.1')
    if (!servers.has(name)) await once(server, 'listening')
    servers.set(name, server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }
  const bot = new TelegramClient({ token: new Secret(BOT_TOKEN), apiRoot: double.root })
  await bot.setWebhook({ url: await urlOf('telegram-webhook'), secret: WEBHOOK_SECRET })

  return {
    clock,
    store,
    double,
    showQuote,
    urlOf,
    /** Everything the functions have logged. */
    lines,
    world: () => parts.compose(),
    /** What the bot has written so far. */
    texts: () => double.messages.map(({ text }) => text),
    headlines: () => double.messages.map(({ text }) => text.split('\n')[0]),
    async stored(): Promise<TradingState> {
      return tradingStateSchema.parse((await store.get(STATE_PATH))?.value)
    },
    async leave(state: TradingState): Promise<void> {
      await store.commit([{ kind: 'set', path: STATE_PATH, value: state as unknown as DocumentValue }])
    },
    /** Lets a job run as the scheduler would have it run. */
    async call(job: string): Promise<unknown> {
      const headers = { 'X-CloudScheduler-ScheduleTime': new Date(clock.now()).toISOString() }
      return (await fetch(await urlOf(job), { method: 'POST', headers })).json()
    },
    async close(): Promise<void> {
      bot.close()
      for (const server of servers.values()) {
        server.closeAllConnections()
        server.close()
      }
      await double.stop()
      await simulator.close()
    },
  }
}

function environment(simulatorUrl: string) {
  return {
    GOOGLE_CLOUD_PROJECT: 'demo-project',
    OPENBELL_CONFIG: JSON.stringify({ mode: 'LIVE', broker: { environment: 'simulator' } }),
    OPENBELL_SIMULATOR_URL: simulatorUrl,
    OPENBELL_ACCOUNT_ID_KEY: ACCOUNT.accountIdKey,
    OPENBELL_CALLERS: 'anyone',
    OPENBELL_TELEGRAM_USER_ID: `${OWNER.from}`,
    OPENBELL_TELEGRAM_CHAT_ID: `${OWNER.chat}`,
  }
}

async function keys(): Promise<MemorySecrets> {
  const secrets = new MemorySecrets()
  await secrets.write('etrade-simulator-consumer-key', new Secret(CONSUMER.key))
  await secrets.write('etrade-simulator-consumer-secret', new Secret(CONSUMER.secret))
  await secrets.write('telegram-bot-token', new Secret(BOT_TOKEN))
  await secrets.write('telegram-webhook-secret', WEBHOOK_SECRET)
  return secrets
}

export type TelegramBench = Awaited<ReturnType<typeof telegramBench>>
