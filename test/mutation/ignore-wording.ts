interface Visited {
  isStringLiteral(): boolean
  isTemplateLiteral(): boolean
  readonly node: {
    readonly value?: string
    readonly quasis?: readonly { readonly value: { readonly raw: string } }[]
  }
}

/** Keeps the mutation tester off sentences: a literal with a blank in it is for people, one without is a code or a name. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'wording',
    value: {
      shouldIgnore: (path: Visited) => (isSentence(path) ? 'words for people' : undefined),
    },
  },
]

function isSentence(path: Visited): boolean {
  if (path.isStringLiteral()) return path.node.value?.includes(' ') ?? false
  if (!path.isTemplateLiteral()) return false
  return path.node.quasis?.some(({ value }) => value.raw.includes(' ')) ?? false
}
