import { PALETTE } from '../../../charts/palette.ts'

type Colours = Readonly<Record<ColourName, string>>
/** The colours of the charts, and three that only a page needs: its ground, and figures in the colours of up and down. */
type ColourName = keyof typeof PALETTE | 'ground' | 'upInk' | 'downInk'

/** Every text has a contrast of at least 4.5 on paper and ground (WCAG 2.2, 1.4.3), in light and dark. */
const LIGHT: Colours = { ...PALETTE, ground: '#f3f5f7', upInk: '#00629a', downInk: '#b04c00' }
const DARK: Colours = {
  up: '#4aa8e0',
  down: '#f08a3c',
  ink: '#e8edf2',
  inkSoft: '#a3b0bd',
  grid: '#2b3641',
  frame: '#64717e',
  paper: '#171e26',
  entry: '#cfd8e1',
  stop: '#ff7db4',
  target: '#4cc3a0',
  exit: '#ffffff',
  ground: '#0e1318',
  upInk: '#6bbcf0',
  downInk: '#f59b57',
}

/** The name of a colour in the style sheet: `--ink-soft` for `inkSoft`. */
export function variable(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** The colours as variables, as the owner's screen is set. */
export const THEME = [
  `:root{color-scheme:light dark;${variables(LIGHT)}}`,
  `@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}`,
].join('\n')

function variables(colours: Colours): string {
  return Object.entries(colours)
    .map(([name, colour]) => `${variable(name)}:${colour}`)
    .join(';')
}
