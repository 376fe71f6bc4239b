import { expect } from '@jest/globals'
import { overlap } from '../../../shared/charts/box.ts'
import { SMALLEST } from '../../../shared/charts/label.ts'
import { pictureParts } from './picture-parts.ts'

/** What holds for every chart: it is sound XML, all of it is within the picture, and every text can be read. */
export function expectSoundPicture(svg: string): void {
  const { size, points, texts } = pictureParts(svg)
  const isInside = (x: number, y: number) => x >= 0 && x <= size.width && y >= 0 && y <= size.height
  expect(points.filter(({ x, y }) => !isInside(x, y))).toEqual([])
  expect(texts.filter(({ box }) => !isInside(box.left, box.top) || !isInside(box.right, box.bottom))).toEqual(
    [],
  )
  expect(texts.filter((text) => text.size < SMALLEST)).toEqual([])
  expect(overlappingTexts(texts)).toEqual([])
}

function overlappingTexts(texts: ReturnType<typeof pictureParts>['texts']): readonly string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .flatMap((other) => (overlap(one.box, other.box) ? [`${one.text} | ${other.text}`] : [])),
  )
}
