import { describe, expect, test } from '@jest/globals'
import { goodMorningAlert, selectionAlert, watchlistAlert } from '../../../shared/alerts/selection-alerts.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const DATE = parseExchangeDate('2026-03-03')
const at = (minute: number) => ({ date: DATE, time: exchangeInstant(DATE, minute) })
const [A, B] = [ticker('AAA'), ticker('BBB')]
const bull = { kind: 'bull', returnPct: 3.4, confidence: 0.68 } as const

function lines({ text }: { readonly text: string }): readonly string[] {
  return text.split('\n')
}

test('a changed selection names who came, who went and the market', () => {
  const alert = selectionAlert({ selected: [A] }, { added: [A], removed: [B] }, bull, at(630))
  expect(alert).toMatchObject({ type: 'SELECTION', urgency: 'info' })
  expect(lines(alert)).toEqual([
    'SELECTION 1 symbol',
    'New AAA',
    'Gone BBB',
    'Market bull, +3.40 % (confidence 0.68)',
    '10:30:00 ET',
  ])
})

test('a changed watchlist is one alert a date', () => {
  const list = [{ symbol: A, score: 0.7, sentimentUnknown: true }]
  const alert = watchlistAlert(list, { added: [A], removed: [] }, at(420))
  expect(alert.alertId).toBe('watchlist-2026-03-03')
  expect(lines(alert)).toEqual(['WATCHLIST 1 symbol', 'New AAA', '2026-03-03 07:00 ET'])
})

describe('the good morning note', () => {
  const morning = {
    ...at(420),
    openAt: at(570).time,
    closeAt: at(780).time,
    universe: 118,
    regime: bull,
    watchlist: [],
    selection: { selected: [], unranked: [] },
  }

  test('says when the session ends, and that a list is empty', () => {
    expect(lines(goodMorningAlert(morning))).toEqual([
      'GOOD MORNING 2026-03-03',
      'Session 09:30 to 13:00 ET, market bull, +3.40 % (confidence 0.68)',
      'Watchlist none',
      '0 of 118 symbols may be entered: none',
      '2026-03-03 07:00 ET',
    ])
  })

  test('names ten symbols and counts the rest', () => {
    const selected = Array.from({ length: 12 }, (_, index) => ticker(`S${index}`))
    const note = goodMorningAlert({ ...morning, selection: { selected, unranked: [] } })
    expect(lines(note)[3]).toBe(
      '12 of 118 symbols may be entered: S0, S1, S2, S3, S4, S5, S6, S7, S8, S9 and 2 more',
    )
  })
})
