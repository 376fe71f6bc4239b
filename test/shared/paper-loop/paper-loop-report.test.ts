import { describe, expect, test } from '@jest/globals'
import { runPaperLoop } from '../../../shared/paper-loop/paper-loop.ts'
import { paperLoopReport } from '../../../shared/paper-loop/report/paper-loop-report.ts'
import { describeInChromium, type Screen } from '../../support/chromium.ts'
import { overlappingTexts, paleTexts } from '../backtest/report/seen-on-page.ts'
import { madeUpLoop } from './made-up-loop.ts'

const market = { label: 'made-up <days>', notes: ['A note.'] }
const result = runPaperLoop(madeUpLoop({ days: 150 }))
const html = paperLoopReport(result, market)
const CONTRAST_MIN = 4.5

describe('the report of a paper loop', () => {
  test('is the same for the same result, and fetches nothing', () => {
    expect(paperLoopReport(result, market)).toBe(html)
    expect(html).not.toMatch(/(src|href)=/)
  })

  test('says what it does not show, and escapes what it is given', () => {
    for (const caveat of result.caveats) expect(html).toContain(caveat)
    expect(html).toContain('made-up &lt;days&gt;')
  })

  test('of a loop without a single day says so', () => {
    const nothing = runPaperLoop({ ...madeUpLoop(), symbols: [] })
    expect(paperLoopReport(nothing, market)).toContain('No day was played.')
  })
})

const SCREENS: readonly Screen[] = [
  { width: 390, height: 844, scheme: 'dark' },
  { width: 1_280, height: 900, scheme: 'light' },
]

describeInChromium('the report of a paper loop on a screen', ({ open }) => {
  test.each(SCREENS)('fits $width by $height, $scheme', async (screen) => {
    const { page, complaints } = await open(html, screen)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect({ complaints, overflow }).toEqual({ complaints: [], overflow: 0 })
    expect(await page.locator('.chart:visible').count()).toBeGreaterThan(3)
    expect(await page.locator('.chart:visible').evaluateAll(overlappingTexts)).toEqual([])
    expect(await page.locator('main *').evaluateAll(paleTexts, CONTRAST_MIN)).toEqual([])
    await page.close()
  })
})
