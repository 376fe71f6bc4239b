import { Pill, type Tone } from '../../components/pill.tsx'
import type { RadarCard } from './radar-answers.ts'

const BADGES: Readonly<Record<RadarCard['badge'], { readonly tone: Tone; readonly word: string }>> = {
  green: { tone: 'good', word: 'Green' },
  amber: { tone: 'warn', word: 'Amber' },
  red: { tone: 'bad', word: 'Red' },
}

/** The rank of a symbol from 0 to 100: green from 80, amber from 60, red below. */
export function RankPill({ badge, rank }: Pick<RadarCard, 'badge' | 'rank'>) {
  const { tone, word } = BADGES[badge]
  return (
    <Pill tone={tone}>
      {word} {rankText(rank)}
    </Pill>
  )
}

/** Cut and not rounded, so that an amber 79.96 never reads as the 80 of a green one. */
export function rankText(rank: number): string {
  return (Math.floor(rank * 10) / 10).toFixed(1)
}
