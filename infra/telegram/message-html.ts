import type { MessageBlock } from './split-message.ts'

/** Plain text as the HTML that Telegram reads: the headline bold, a table with columns that stand under each other. */
export function messageHtml(blocks: readonly MessageBlock[]): string {
  return blocks.map(blockHtml).join('\n')
}

function blockHtml({ style, text }: MessageBlock): string {
  const safe = escapeHtml(text)
  switch (style) {
    case 'headline':
      return `<b>${safe}</b>`
    case 'body':
      return safe
    case 'table':
      return `<pre>${safe}</pre>`
  }
}

/** Half a character, left by somebody who cut a text, can't be sent: Telegram would refuse the whole message. */
function escapeHtml(text: string): string {
  return text.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
