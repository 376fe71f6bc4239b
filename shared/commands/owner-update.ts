/** Something that reached the bot, as far as anybody here reads it. */
export type OwnerUpdate =
  | (Sender & { readonly kind: 'said'; readonly text: string })
  | (Sender & {
      readonly kind: 'tapped'
      /** The message under which the button was. */
      readonly messageId: number
      /** Answers the tap itself. */
      readonly tapId: string
      readonly command: string
    })
  /** Joined a group, edited a message, sent a sticker: nothing that is acted on. */
  | { readonly kind: 'other'; readonly updateId: number }

interface Sender {
  /** Telegram numbers its updates; one that comes again has the same number. */
  readonly updateId: number
  readonly userId: number
  readonly chatId: number
}

/** What a person wrote or tapped. */
export type PersonsUpdate = Exclude<OwnerUpdate, { readonly kind: 'other' }>
