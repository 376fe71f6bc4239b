/** What these functions use of a browser, where they run: the project itself knows no browser. */
interface SeenElement {
  readonly textContent: string | null
  readonly childElementCount: number
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>
  readonly parentElement: SeenElement | null
  readonly dataset: Readonly<Record<string, string>>
  getBoundingClientRect(): Rectangle
  closest(selector: string): { getScreenCTM(): { readonly a: number } } | null
  querySelectorAll(selector: string): Iterable<SeenElement>
}

interface Rectangle {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

interface Painter {
  fillStyle: string
  fillRect(x: number, y: number, width: number, height: number): void
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Iterable<number> }
}

declare const getComputedStyle: (element: SeenElement) => {
  readonly fontSize: string
  readonly color: string
  readonly backgroundColor: string
}
declare const OffscreenCanvas: new (
  width: number,
  height: number,
) => { getContext(kind: '2d', options: { willReadFrequently: boolean }): Painter }

/** Width and height in pixels of the screen. */
export function sizesOf(elements: readonly SeenElement[]) {
  return elements.map((element) => {
    const { width, height } = element.getBoundingClientRect()
    return { width, height }
  })
}

/** Texts of charts whose letters come out smaller than so many pixels of the screen. */
export function smallLetters(texts: readonly SeenElement[], least: number): readonly string[] {
  return texts.flatMap((text) => {
    const scale = text.closest('svg')?.getScreenCTM().a ?? 1
    const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale
    return size < least ? [`${text.textContent}: ${size}`] : []
  })
}

/** Pairs of texts of one chart that lie on each other; a text's box is higher than its letters. */
export function overlappingTexts(charts: readonly SeenElement[]): readonly string[] {
  const above = 2
  return charts.flatMap((chart) => {
    const texts = [...chart.querySelectorAll('text')].map((text) => ({
      name: text.textContent,
      box: text.getBoundingClientRect(),
    }))
    return texts.flatMap(({ name, box }, index) =>
      texts
        .slice(index + 1)
        .filter(({ box: other }) => box.left < other.right && other.left < box.right)
        .filter(({ box: other }) => box.top + above < other.bottom && other.top + above < box.bottom)
        .map((other) => `${name} | ${other.name}`),
    )
  })
}

/** Texts outside of charts whose contrast with what is behind them is less (WCAG 2.2, 1.4.3). */
export function paleTexts(elements: readonly SeenElement[], least: number): readonly string[] {
  const painter = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const known = new Map<string, number>()
  const luminance = (layers: readonly string[]) => {
    for (const layer of layers) {
      painter.fillStyle = layer
      painter.fillRect(0, 0, 1, 1)
    }
    const [red = 0, green = 0, blue = 0] = [...painter.getImageData(0, 0, 1, 1).data].map((part) =>
      part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const seen = (layers: readonly string[]) => {
    const key = layers.join()
    const value = known.get(key) ?? luminance(layers)
    known.set(key, value)
    return value
  }
  const behind = (element: SeenElement | null): readonly string[] =>
    element === null ? [] : [...behind(element.parentElement), getComputedStyle(element).backgroundColor]
  return elements.flatMap((element) => {
    const hasText = [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === 3 && textContent?.trim() !== '',
    )
    if (!hasText || element.closest('svg')) return []
    const layers = behind(element)
    const [back, text] = [seen(layers), seen([...layers, getComputedStyle(element).color])]
    const contrast = (Math.max(back, text) + 0.05) / (Math.min(back, text) + 0.05)
    return contrast < least ? [`${element.textContent}: ${contrast.toFixed(2)}`] : []
  })
}

/** The texts that stand above a height of the page, as far as they are shown. */
export function textsAbove(elements: readonly SeenElement[], height: number): readonly string[] {
  return elements.flatMap((element) => {
    const box = element.getBoundingClientRect()
    const isShown = box.height > 0 && box.top < height && element.childElementCount === 0
    return isShown ? [element.textContent ?? ''] : []
  })
}

/** What a cell of a table is sorted by. */
export function sortKeys(cells: readonly SeenElement[]): readonly number[] {
  return cells.map(({ dataset }) => Number(dataset['sort']))
}
