/** The figures behind a context, each absent while it is not known. Plain numbers, because they only feed maths. */
export interface ContextFigures {
  /** Which way the catalyst points: −1 down to +1 up. */
  readonly bias?: number
  /** How soon the catalyst acts: 0 some day to 1 now. */
  readonly immediacy?: number
  /** How much the kind of event can move the price, 0 to 1 (the table of spec §12). */
  readonly materiality?: number
  /** Dollars traded on an average day. */
  readonly averageDailyValueUsd?: number
  /** Percent of the price, without a sign. */
  readonly expectedMovePct?: number
  /** Sentiment of the news in the direction of the trade: −1 to +1. */
  readonly newsSentiment?: number
  /** Days until the event, 0 on its day. */
  readonly daysToEvent?: number
  /** Return over 10 days less that of the sector, in percentage points. */
  readonly sectorStrength10dPct?: number
  /** Where the price stands in the range of the last 10 days: 0 at the low, 1 at the high. */
  readonly positionInRange10d?: number
  /** Average volume of 5 days ÷ average volume of 30 days. */
  readonly volumeSurge5To30?: number
  /** Volume of today so far ÷ what is usual by this time of the day. */
  readonly participationRatio?: number
  /** Implied less realised volatility, in points of a percent a year. */
  readonly impliedLessRealizedPct?: number
  /** How far resistance lies above the price, in percent of the price; negative once the price is above it. */
  readonly resistanceDistancePct?: number
}

interface Scaling {
  readonly figure: keyof ContextFigures
  /** Whether there can be such a figure at all. */
  readonly isPossible: (figure: number) => boolean
  /** Held within [−1, 1] afterwards. */
  readonly scale: (figure: number) => number
}

const always = () => true
const atLeastZero = (figure: number) => figure >= 0
const asItIs = (figure: number) => figure

/** How each term of context version 1 is made of its figure. The spec names the terms; the scales are ours. */
export const SCALINGS = {
  bias: { figure: 'bias', isPossible: always, scale: asItIs },
  immediacy: { figure: 'immediacy', isPossible: atLeastZero, scale: asItIs },
  materiality: { figure: 'materiality', isPossible: atLeastZero, scale: asItIs },
  /** −1 up to 10 M USD a day, 0 at 100 M, 1 from 1 B: one step for each power of ten. */
  liquidity: {
    figure: 'averageDailyValueUsd',
    isPossible: atLeastZero,
    scale: (usd) => Math.log10(usd) - 8,
  },
  /** 1 from 10 %, as in the radar's rank. */
  expectedMove: { figure: 'expectedMovePct', isPossible: atLeastZero, scale: (pct) => pct / 10 },
  news: { figure: 'newsSentiment', isPossible: always, scale: asItIs },
  /** 1 on the day itself, .37 ten days before. An event that is over has no days to it. */
  eventNearness: { figure: 'daysToEvent', isPossible: atLeastZero, scale: (days) => Math.exp(-days / 10) },
  /** ±1 from 10 points on. */
  sectorStrength: { figure: 'sectorStrength10dPct', isPossible: always, scale: (points) => points / 10 },
  /** −1 at the low, 0 in the middle, 1 at the high. */
  rangePosition: { figure: 'positionInRange10d', isPossible: always, scale: (share) => 2 * share - 1 },
  /** −1 at half the usual volume, 0 at the usual, 1 at twice. */
  volumeSurge: { figure: 'volumeSurge5To30', isPossible: atLeastZero, scale: Math.log2 },
  /** The same measure for today's volume. */
  participation: { figure: 'participationRatio', isPossible: atLeastZero, scale: Math.log2 },
  /** ±1 from 20 points on. */
  volatilityPremium: { figure: 'impliedLessRealizedPct', isPossible: always, scale: (points) => points / 20 },
  /** 1 when there are 10 % of room or more, 0 at resistance, negative above it. */
  resistanceDistance: { figure: 'resistanceDistancePct', isPossible: always, scale: (pct) => pct / 10 },
} as const satisfies Record<string, Scaling>

/** One of the 13 terms. */
export type ContextTerm = keyof typeof SCALINGS
