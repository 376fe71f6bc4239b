import { type ChartOptions, ColorType, type DeepPartial } from 'lightweight-charts'

const ET_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const ET_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  day: 'numeric',
  month: 'short',
})
const DAY_TICKS = 3

/** A colour of the page, as it is in light or dark right now. */
export function colourOf(element: Element, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** How every chart looks: the colours of the page, times of New York. */
export function chartTheme(element: Element): DeepPartial<ChartOptions> {
  const [line, muted, surface] = ['--line', '--muted', '--surface'].map((token) => colourOf(element, token))
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: surface as string },
      textColor: muted as string,
      fontFamily: 'inherit',
      attributionLogo: true,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: line as string } },
    rightPriceScale: { borderVisible: false },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      tickMarkFormatter: (time: number, kind: number) =>
        (kind < DAY_TICKS ? ET_DAY : ET_TIME).format(new Date(time * 1_000)),
    },
    localization: {
      timeFormatter: (time: number) =>
        `${ET_DAY.format(new Date(time * 1_000))} ${ET_TIME.format(new Date(time * 1_000))} ET`,
    },
    handleScroll: { vertTouchDrag: false },
  }
}
