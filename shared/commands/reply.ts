/** What a command answers. Nothing in it is markup; whoever sends it escapes it. */
export interface Reply {
  /** First line a headline. */
  readonly text: string
  /** Lines whose columns stand under each other, at most 36 characters wide so that a phone does not break them. */
  readonly table?: string
  /** Drawn under the text, as SVG. */
  readonly picture?: string
  readonly buttons?: readonly ReplyButton[]
}

/** Below a message: gives a command by a tap, or opens a page. */
export type ReplyButton =
  | { readonly label: string; readonly command: string }
  | { readonly label: string; readonly url: string }
