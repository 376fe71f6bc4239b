import { candleChart } from '../../../shared/charts/candle-chart.ts'
import { equityCurve } from '../../../shared/charts/equity-curve.ts'
import { money } from '../../../shared/domain/money.ts'
import { atMinute } from '../../support/session.ts'
import { generatedDay } from './generated-day.ts'
import { generatedEquity } from './generated-equity.ts'

const wonDay = generatedDay({
  seed: 11,
  from: 187.4,
  minutes: 390,
  course: [
    [30, -0.9],
    [75, 0.1],
    [160, 1.9],
    [190, 1.5],
    [255, 3.1],
    [275, 2.4],
    [390, 2.7],
  ],
})

const lostDay = generatedDay({
  seed: 12,
  from: 47.6,
  minutes: 240,
  course: [
    [20, 1.2],
    [40, 0.9],
    [80, -1.1],
    [240, -2.3],
  ],
})

const openDay = generatedDay({
  seed: 13,
  from: 1_012.5,
  minutes: 66,
  course: [
    [15, 0.4],
    [30, 0.1],
    [66, 0.9],
  ],
})

const busyDay = generatedDay({
  seed: 14,
  from: 31.2,
  minutes: 390,
  course: [
    [60, 1.5],
    [120, -0.5],
    [180, 1.2],
    [260, -1],
    [390, 0.4],
  ],
})

const flatDay = generatedDay({ seed: 15, from: 20, minutes: 390, course: [] }).map(({ time }) => ({
  time,
  open: 20,
  high: 20,
  low: 20,
  close: 20,
  volume: 1_000,
}))

/** Charts of made-up days: seeded, so that each is the same picture in every run. */
export const CATALOGUE = {
  'candles-won': candleChart({
    title: 'TQQQ +53.30 USD, +2.85 %',
    subtitle: 'Monday 2022-03-14, 10 shares, trailing stop',
    bars: wonDay,
    levels: [
      { kind: 'entry', price: money('187.05') },
      { kind: 'stop', price: money('185.18') },
      { kind: 'target', price: money('193.60') },
      { kind: 'exit', price: money('192.38') },
    ],
    stops: [
      { from: atMinute(72), price: money('185.18') },
      { from: atMinute(118), price: money('187.15') },
      { from: atMinute(150), price: money('189.02') },
      { from: atMinute(222), price: money('190.95') },
      { from: atMinute(250), price: money('192.38') },
    ],
    stopsUntil: atMinute(266),
    marks: [
      { side: 'buy', time: atMinute(72), price: money('187.05'), label: 'Buy 10' },
      { side: 'sell', time: atMinute(266), price: money('192.38'), label: 'Sell 10, trailing stop' },
    ],
  }),
  'candles-lost': candleChart({
    title: 'SOXL -24.09 USD, -1.52 %',
    subtitle: 'Monday 2022-03-14, 33 shares, stop loss',
    bars: lostDay,
    levels: [
      { kind: 'entry', price: money('48.09') },
      { kind: 'stop', price: money('47.37') },
      { kind: 'target', price: money('49.53') },
      { kind: 'exit', price: money('47.36') },
    ],
    stops: [{ from: atMinute(31), price: money('47.37') }],
    stopsUntil: atMinute(66),
    marks: [
      { side: 'buy', time: atMinute(31), price: money('48.09'), label: 'Buy 33' },
      { side: 'sell', time: atMinute(66), price: money('47.36'), label: 'Sell 33' },
    ],
  }),
  'candles-open': candleChart({
    title: 'NVDA open, +13.40 USD, +0.66 %',
    subtitle: 'Monday 2022-03-14, 2 shares, at 1,022.00',
    bars: openDay,
    levels: [
      { kind: 'entry', price: money('1015.30') },
      { kind: 'stop', price: money('1005.15') },
      { kind: 'target', price: money('1078.90') },
    ],
    stops: [{ from: atMinute(44), price: money('1005.15') }],
    marks: [{ side: 'buy', time: atMinute(44), price: money('1015.30'), label: 'Buy 2' }],
  }),
  'candles-two-trades': candleChart({
    title: 'FAS +9.00 USD in 2 trades',
    subtitle: 'Monday 2022-03-14, a part sold on the way',
    bars: busyDay,
    levels: [
      { kind: 'entry', label: 'Entry 1', price: money('31.35') },
      { kind: 'exit', label: 'Exit 1', price: money('31.52') },
      { kind: 'entry', label: 'Entry 2', price: money('31.30') },
      { kind: 'exit', label: 'Exit 2', price: money('31.34') },
      { kind: 'stop', price: money('31.03') },
      { kind: 'target', price: money('31.53') },
    ],
    stops: [{ from: atMinute(145), price: money('31.03') }],
    stopsUntil: atMinute(210),
    marks: [
      { side: 'buy', time: atMinute(25), price: money('31.35'), label: 'Buy 40' },
      { side: 'sell', time: atMinute(52), price: money('31.55'), label: 'Sell 20, part' },
      { side: 'sell', time: atMinute(63), price: money('31.52'), label: 'Sell 20' },
      { side: 'buy', time: atMinute(145), price: money('31.30'), label: 'Buy 40' },
      { side: 'sell', time: atMinute(210), price: money('31.34'), label: 'Sell 40' },
    ],
  }),
  'candles-no-trade': candleChart({
    title: 'TQQQ',
    subtitle: 'Monday 2022-03-14, nothing held',
    bars: wonDay,
  }),
  'candles-flat': candleChart({
    title: 'XLU',
    subtitle: 'Monday 2022-03-14, a price that never moved',
    bars: flatDay,
  }),
  'candles-single': candleChart({
    title: 'JNUG',
    subtitle: 'Monday 2022-03-14, one minute after the open',
    bars: busyDay.slice(0, 1),
  }),
  'equity-1-day': equity(1),
  'equity-2-days': equity(2),
  'equity-30-days': equity(30),
  'equity-250-days': equity(250),
}

function equity(days: number): string {
  const points = generatedEquity({ seed: 21, days })
  return equityCurve({ title: 'Equity', subtitle: 'In DEMO, without deposits', points })
}
