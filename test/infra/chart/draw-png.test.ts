import { expect, test } from '@jest/globals'
import { Resvg } from '@resvg/resvg-js'
import { drawPng } from '../../../infra/chart/draw-png.ts'
import { textWidth } from '../../../shared/charts/text-width.ts'
import { CATALOGUE } from '../../shared/charts/catalogue.ts'

const PNG_SIGNATURE = '89504e470d0a1a0a'
const FONT_FILE = 'infra/chart/fonts/DejaVuSans.ttf'

test.each(Object.entries(CATALOGUE))('%s becomes a PNG of its own size', async (_, svg) => {
  const png = Buffer.from(await drawPng(svg))
  expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE)
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(width), Number(height)])
})

test('the text is in the picture: without it there is another one', async () => {
  const svg = CATALOGUE['candles-won']
  const silent = svg.replaceAll(/<text.*?<\/text>/g, '')
  expect(silent).not.toBe(svg)
  expect(await drawPng(silent)).not.toEqual(await drawPng(svg))
})

test('the same SVG is the same PNG', async () => {
  const svg = CATALOGUE['equity-30-days']
  expect(await drawPng(svg)).toEqual(await drawPng(svg))
})

test('what is no SVG is refused', async () => {
  await expect(drawPng('<svg')).rejects.toThrow('SVG')
})

test('every character that a chart may contain is a letter of the font, not the box of a missing one', () => {
  const missing = inkOf('\u{f8ff}')
  expect(missing).not.toBe('')
  const boxes = drawableCharacters().filter((character) => inkOf(character) === missing)
  expect(boxes).toEqual([])
})

test('no character is wider than the charts reckon with', () => {
  const wider = drawableCharacters().filter(
    (character) => advanceOf(character) > textWidth(character, 100) + 0.01,
  )
  expect(wider).toEqual([])
})

function drawableCharacters(): readonly string[] {
  const codes = [
    ...codesBetween(0x21, 0x7e),
    ...codesBetween(0xa1, 0x17f).filter((code) => code !== 0xad),
    ...[0x2013, 0x2014, 0x2019, 0x2026, 0x20ac, 0x2191, 0x2193, 0x2212],
  ]
  return codes.map((code) => String.fromCodePoint(code))
}

function codesBetween(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The outline of what is drawn for a text. */
function inkOf(text: string): string {
  return /<path[^>]* d="([^"]*)"/.exec(parsed(text).toString())?.[1] ?? ''
}

/** How far a character moves on what follows it: measured with a second one behind it, less that one alone. */
function advanceOf(character: string): number {
  return rightEdge(`${character}x`) - rightEdge('x')
}

function rightEdge(text: string): number {
  const box = parsed(text).getBBox()
  return box ? box.x + box.width : 0
}

function parsed(text: string): Resvg {
  const content = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><text y="100" font-size="100" font-kerning="none">${content}</text></svg>`
  return new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [FONT_FILE], defaultFontFamily: 'DejaVu Sans' },
  })
}
