import type { IndicatorBar } from '../../shared/indicators/indicator-bar.ts'

const BARS_A_SESSION = 390

/** Bars of overlapping waves around a price: the same in every run, never flat, never repeating within a bench. */
export function waveBars(count: number, around = 100): readonly Required<IndicatorBar>[] {
  return Array.from({ length: count }, (_, index) => waveBar(index, around))
}

function waveBar(index: number, around: number): Required<IndicatorBar> {
  const open = wave(index, around)
  const close = wave(index + 1, around)
  return {
    open,
    close,
    high: Math.max(open, close) + around * 0.002,
    low: Math.min(open, close) - around * 0.002,
    volume: 50_000 + Math.round(20_000 * Math.sin(index * 0.7)),
    session: String(Math.floor(index / BARS_A_SESSION)),
  }
}

function wave(index: number, around: number): number {
  return around * (1 + 0.05 * Math.sin(index / 37) + 0.01 * Math.sin(index * 1.7))
}
