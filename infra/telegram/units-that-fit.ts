/** How many UTF-16 units of a text stay within a limit without cutting a character that has two of them. */
export function unitsThatFit(text: string, unitsMax: number): number {
  if (text.length <= unitsMax) return text.length
  const isCut = isHighSurrogate(text.charCodeAt(unitsMax - 1)) && isLowSurrogate(text.charCodeAt(unitsMax))
  return isCut ? unitsMax - 1 : unitsMax
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
