import { expect, test } from '@jest/globals'
import { backtestReport } from '../../shared/backtest/report/backtest-report.ts'
import { madeUpResult, refutedResult } from '../shared/backtest/report/made-up-result.ts'
import {
  overlappingTexts,
  paleTexts,
  sizesOf,
  smallLetters,
  sortKeys,
  textsAbove,
} from '../shared/backtest/report/seen-on-page.ts'
import { describeInChromium, type Screen } from '../support/chromium.ts'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1_280, height: 900 }
const SCREENS: readonly Screen[] = [PHONE, DESKTOP].flatMap((size) => [
  { ...size, scheme: 'light' as const },
  { ...size, scheme: 'dark' as const },
])
const LETTER_PX_MIN = 9
const CONTRAST_MIN = 4.5
const FIRST_SCREENS = SCREENS.filter(({ scheme }) => scheme === 'light')
const html = backtestReport(madeUpResult())

describeInChromium('the report of a backtest', ({ open }) => {
  test.each(SCREENS)('fits a screen of $width by $height, $scheme', async (screen) => {
    const { page, complaints } = await open(html, screen)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    const charts = await page.locator('.chart:visible').evaluateAll(sizesOf)
    // Four spreads, three trades, equity and drawdown.
    expect({ complaints, overflow, charts: charts.length }).toEqual({
      complaints: [],
      overflow: 0,
      charts: 9,
    })
    expect(charts.filter(({ width, height }) => width < 250 || height < 120)).toEqual([])
    expect(await page.locator('.chart:visible text').evaluateAll(smallLetters, LETTER_PX_MIN)).toEqual([])
    expect(await page.locator('.chart:visible').evaluateAll(overlappingTexts)).toEqual([])
    expect(await page.locator('main *').evaluateAll(paleTexts, CONTRAST_MIN)).toEqual([])
    await page.close()
  })

  test('a press on a heading sorts its table, and the next one turns it round', async () => {
    const { page, complaints } = await open(html, { ...DESKTOP, scheme: 'light' })
    const table = page.locator('table.sortable').nth(1)
    const results = () => table.locator('tbody td:last-child').evaluateAll(sortKeys)
    await table.getByRole('button', { name: 'USD', exact: true }).click()
    const down = await results()
    expect(down).toEqual(down.toSorted((one, other) => other - one))
    await table.getByRole('button', { name: 'USD', exact: true }).click()
    expect(await results()).toEqual(down.toReversed())
    expect(complaints).toEqual([])
    await page.close()
  })

  test.each(FIRST_SCREENS)(
    'a refuted run shows no result on the first screen of $width by $height',
    async (screen) => {
      const { page, complaints } = await open(backtestReport(refutedResult()), screen)
      const texts = await page.locator('main *').evaluateAll(textsAbove, screen.height)
      expect(texts.join(' ')).toContain('Do not believe this backtest')
      expect(texts.filter((text) => /[+−]\d/.test(text))).toEqual([])
      expect(complaints).toEqual([])
      await page.close()
    },
  )
})
