import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe } from '@jest/globals'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Where the systems that we know keep it. */
const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const START_MS_MAX = 15_000

/** What a page is looked at with. */
export interface Screen {
  readonly width: number
  readonly height: number
  readonly scheme: 'light' | 'dark'
}

/** A page in the browser, and everything it complained about. */
interface OpenPage {
  readonly page: Page
  /** Errors and warnings of the console, scripts that threw, and whatever the page wanted to fetch. */
  readonly complaints: readonly string[]
}

/** The browser of a group of tests. */
export interface Screens {
  /** Shows a page of its own; nothing is fetched from a network. */
  open(html: string, screen: Screen): Promise<OpenPage>
  /** A tab with cookies of its own, in which an address may be opened. */
  tab(screen: Screen): Promise<OpenPage>
}

/**
 * Runs the tests of `body` with a real browser. On a machine without one they are skipped and say so; with
 * OPENBELL_NEEDS_CHROMIUM set, as in CI, they fail there.
 */
export function describeInChromium(name: string, body: (screens: Screens) => void): void {
  const path = USUAL_PATHS.find((usual) => existsSync(usual))
  if (path === undefined && process.env['OPENBELL_NEEDS_CHROMIUM'] === undefined) {
    process.stdout.write(`SKIPPED ${name}: no Chromium; install the package chromium\n`)
    describe.skip(name, () => body({ open: noBrowser, tab: noBrowser }))
    return
  }
  describe(name, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      if (path === undefined) throw new Error(`no Chromium at ${USUAL_PATHS.join(', ')}`)
      // As root, in a container, the browser does not start with its sandbox; it is shown our own pages only.
      browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
    }, START_MS_MAX)
    afterAll(() => browser?.close())
    body({
      open: (html, screen) => openPage(browser!, html, screen),
      tab: (screen) => openTab(browser!, screen),
    })
  })
}

function noBrowser(): Promise<never> {
  return Promise.reject(new Error('no browser'))
}

async function openTab(browser: Browser, { width, height, scheme }: Screen): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme })
  const page = await context.newPage()
  return { page, complaints: heardFrom(page) }
}

async function openPage(
  browser: Browser,
  html: string,
  { width, height, scheme }: Screen,
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, offline: true })
  const complaints = heardFrom(page)
  page.on('request', (request) => complaints.push(`asked for ${request.url()}`))
  await page.setContent(html)
  return { page, complaints }
}

function heardFrom(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
