/** Leaves out what has no meaning: a figure that is absent, or whose formula ended in no finite number. */
export function presentFigures<Name extends string>(
  figures: Readonly<Record<Name, number | undefined>>,
): { readonly [name in Name]?: number } {
  const present = Object.entries<number | undefined>(figures).filter(([, figure]) => Number.isFinite(figure))
  return Object.fromEntries(present) as { readonly [name in Name]?: number }
}
