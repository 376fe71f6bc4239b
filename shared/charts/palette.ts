/**
 * The colours of the charts. Blue and orange stay apart for everybody who sees colours differently; what must not be
 * mixed up has a word or a shape besides its colour.
 */
export const PALETTE = {
  up: '#0072b2',
  down: '#d55e00',
  ink: '#1b2733',
  inkSoft: '#4a5560',
  grid: '#e3e7eb',
  frame: '#9aa5b1',
  paper: '#ffffff',
  entry: '#33414f',
  stop: '#a3195b',
  target: '#00694f',
  exit: '#000000',
} as const
