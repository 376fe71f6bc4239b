import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { madeUpResult } from '../shared/backtest/report/made-up-result.ts'
import { describeInChromium, type Screen } from '../support/chromium.ts'
import { dashboardBench } from '../support/dashboard-bench.ts'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1_280, height: 900 }
const SCREENS: readonly Screen[] = [PHONE, DESKTOP].flatMap((size) => [
  { ...size, scheme: 'light' as const },
  { ...size, scheme: 'dark' as const },
])
const DESK: Screen = { ...DESKTOP, scheme: 'light' }
const PAGES = [
  ['Today', '/'],
  ['Radar', '/radar'],
  ['Decisions', '/decisions'],
  ['Trades', '/trades'],
  ['Bandit', '/bandit'],
  ['Health', '/health'],
  ['Backtests', '/backtests'],
  ['Broker', '/broker-login'],
] as const
/** FAZ was bought at 10:06, and its stop moved at 10:24. */
const TEN_THIRTY = 10 * 60 + 30
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LOADS = 5
/** A whole session; CI takes a part of it. */
const MINUTES = Math.ceil(390 / Number(process.env['OPENBELL_LONG_SHARE'] ?? 1))
/** To be looked at by people; kept out of the tree. */
const PICTURES = resolve('reports/dashboard')

let bench: Awaited<ReturnType<typeof dashboardBench>>

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  bench = await dashboardBench()
  await bench.liveUntil(TEN_THIRTY)
}, 120_000)

afterAll(() => bench?.close())

describeInChromium('the dashboard of a running system', ({ tab }) => {
  async function signedIn(screen: Screen = DESK) {
    const opened = await tab(screen)
    await opened.page.goto(await bench.link())
    await opened.page.getByRole('heading', { name: 'Today' }).waitFor()
    return opened
  }

  test('a link signs in, once, and leaves nothing in the address', async () => {
    const link = await bench.link()
    const { page } = await tab(DESK)
    await page.goto(link)
    await page.getByRole('heading', { name: 'Today' }).waitFor()
    expect(page.url()).toBe(`${bench.baseUrl}/`)
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ name: '__session', httpOnly: true, secure: true, sameSite: 'Strict' })
    const other = await tab(DESK)
    await other.page.goto(link)
    await expect(other.page.getByRole('alert').textContent()).resolves.toMatch(/used/)
    await Promise.all([page.context().close(), other.page.context().close()])
  }, 60_000)

  test('without a session nothing is shown but how to sign in', async () => {
    const { page } = await tab(DESK)
    await page.goto(`${bench.baseUrl}/trades`)
    await page.getByText('Nobody is signed in here').waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test.each(SCREENS)(
    'every page fits $width by $height, $scheme, and axe finds nothing serious',
    async (screen) => {
      const { page, complaints } = await signedIn(screen)
      const found: Record<string, unknown> = {}
      for (const [name, path] of PAGES) {
        await page.goto(`${bench.baseUrl}${path}`)
        await settled(page)
        const picture = `${name.toLowerCase()}-${screen.width}-${screen.scheme}.png`
        await page.screenshot({ path: join(PICTURES, picture), fullPage: true })
        const overflow = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
        found[name] = {
          overflow,
          serious: await seriousFindings(page),
          headings: await page.locator('h1').count(),
        }
      }
      const fine = { overflow: 0, serious: [], headings: 1 }
      expect(found).toEqual(Object.fromEntries(PAGES.map(([name]) => [name, fine])))
      expect(complaints).toEqual([])
      await page.context().close()
    },
    120_000,
  )

  test('today shows what is held, its stop at the broker, its minutes and how the stop went', async () => {
    const { page } = await signedIn()
    const position = page.getByRole('region', { name: /^FAZ/ })
    await position.getByText('Stop at the broker 11.65').waitFor()
    await position.locator('canvas').first().waitFor()
    await position.getByText('How the stop went').click()
    const table = position.getByRole('table', { name: 'Stops of FAZ' })
    const stops = await table.getByRole('row').allInnerTexts()
    expect(stops.map((row) => row.split('\t').slice(1).join(' '))).toEqual([
      'By Stop',
      'initial 11.6594',
      'breakeven 12.044',
    ])
    expect(await page.getByText('DEMO, no real orders').count()).toBe(1)
    expect(await page.getByText('Market open').count()).toBe(1)
    await page.context().close()
  }, 60_000)

  test('a decision tells its whole chain', async () => {
    const { page } = await signedIn()
    await page.getByRole('link', { name: 'Why it was bought' }).first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const title of ['What was seen', 'Entry order', 'While it was held'])
      await page.getByRole('heading', { name: new RegExp(title) }).waitFor()
    await page.context().close()
  }, 60_000)

  test('the radar looks by hand, proposes, and its proposal is a decision', async () => {
    const { page } = await signedIn()
    await page.getByRole('link', { name: 'Radar' }).click()
    await page.getByRole('button', { name: /scan now/i }).click()
    await page.getByRole('heading', { name: /AAPL/ }).waitFor()
    await page
      .getByRole('button', { name: /^propose/i })
      .first()
      .click()
    await page
      .getByRole('link', { name: /the whole decision/i })
      .first()
      .click()
    await page.getByRole('heading', { name: /The bandit chose/ }).waitFor()
    await page.context().close()
  }, 60_000)

  test('a kept report of a backtest is read on its page', async () => {
    bench.keepReport(madeUpResult())
    const { page } = await signedIn()
    await page.getByRole('link', { name: 'Backtests' }).click()
    await page.getByRole('table').getByRole('link').first().click()
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
    await page.context().close()
  }, 60_000)

  test('a system that does not answer is told at once, and what was known stays', async () => {
    const { page } = await signedIn()
    await page.getByText('Stop at the broker').first().waitFor()
    await page.clock.install()
    await page.route('**/api/**', (route) => route.abort())
    await page.clock.fastForward(11_000)
    await page.getByText('Disconnected.', { exact: false }).first().waitFor()
    expect(await page.getByRole('region', { name: /^FAZ/ }).count()).toBe(1)
    await page.context().close()
  }, 60_000)

  test('the owner signs in at the broker on its page', async () => {
    const { page } = await signedIn()
    await page.getByRole('link', { name: 'Broker' }).click()
    await page.getByRole('button', { name: /sign in at e\*trade/i }).click()
    const address = await page.getByRole('link', { name: /e\*trade/i }).getAttribute('href')
    const answer = await fetch(address ?? '', { headers: { Accept: 'application/json' } })
    const { verifier } = (await answer.json()) as { verifier: string }
    await page.getByRole('textbox').fill(verifier)
    await page.getByRole('button', { name: /code|hand/i }).click()
    await page
      .getByText(/Signed in at E/)
      .first()
      .waitFor()
    await page.context().close()
  }, 60_000)

  test('it is there within a second, from no more than 150 kB of script', async () => {
    const { page } = await signedIn()
    const loads: number[] = []
    for (let load = 0; load < LOADS; load += 1) {
      await page.reload()
      await page.getByText('DEMO, no real orders').waitFor()
      loads.push(Number(await page.evaluate('performance.now()')))
    }
    // The best of some, as other tests have the machine too.
    const readyMs = Math.min(...loads)
    const gzipped = await firstLoadGzipped(page)
    process.stdout.write(
      `dashboard: ready after ${Math.round(readyMs)} ms, ${gzipped} bytes of script gzipped\n`,
    )
    expect(readyMs).toBeLessThan(1_000)
    expect(gzipped).toBeLessThanOrEqual(150_000)
    await page.context().close()
  }, 60_000)

  test('a tab that is open a whole trading day keeps no more memory', async () => {
    const { page } = await signedIn()
    const session = await page.context().newCDPSession(page)
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize
    }
    await page.clock.install()
    let [asked, pending] = [0, 0]
    page.on('request', () => {
      asked += 1
      pending += 1
    })
    page.on('requestfinished', () => {
      pending -= 1
    })
    const pass = async (minutes: number) => {
      // Ten seconds at a time, as often as the page asks.
      for (let look = 0; look < minutes * 6; look += 1) {
        await page.clock.runFor(10_000)
        // A request is heard of a moment after the page has begun it.
        await sleep(15)
        while (pending > 0) await sleep(5)
      }
    }
    await pass(30)
    const before = await heap()
    await pass(MINUTES)
    const after = await heap()
    process.stdout.write(
      `dashboard: heap ${before} bytes, after ${MINUTES} minutes and ${asked} requests ${after} bytes\n`,
    )
    // What is held and how it stands are asked for every ten seconds; with a clock that is moved by hand some of it falls together.
    expect(asked).toBeGreaterThan(0.5 * 2 * 6 * (30 + MINUTES))
    expect(after - before).toBeLessThan(2_000_000)
    await page.context().close()
  }, 400_000)
})

/** Nothing is loading any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction('document.querySelectorAll(".waiting").length === 0')
}

async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Through the debugger, because the page's own policy lets no foreign script in.
  await page.evaluate(AXE)
  const { violations } = (await page.evaluate('axe.run()')) as { violations: readonly AxeFinding[] }
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

interface AxeFinding {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

/** What the page has loaded of script by the time it is ready, as a server that compresses would have sent it. */
async function firstLoadGzipped(page: Page): Promise<number> {
  const { gzipSync } = await import('node:zlib')
  const urls = (await page.evaluate(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
  )) as readonly string[]
  const bodies = await Promise.all(
    urls.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())),
  )
  return bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0)
}
