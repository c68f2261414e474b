import type { Answer } from '../../core/prompts.ts'
import type { Reading } from '../../core/reading.ts'
import { escapeText } from '../blocks.ts'

/**
 * Who sees an answer. The words of a private one are not in the message, nor those of a merged one: messages, even these, may be
 * exported from Slack, and a form's are not. https://slack.com/trust/data-management
 */
export function keptText(given: Pick<Answer, 'text'> | null, reading: Reading | null): string {
  if (given?.text === null)
    return 'It cannot be opened now: the key that seals answers is missing where this bot runs. It is not lost.'
  if (!given || !reading) return 'Only you see it. Your words are behind “Change”, not in this message.'
  switch (reading.kind) {
    case 'review': {
      const how = reading.how === 'with_name' ? 'with your name' : 'by your role, without your name'
      return reading.isOpen ? `It stands in the open review, ${how}:` : `When the review opens, it stands there ${how}:`
    }
    case 'host':
      return hostText(reading)
    case 'merged':
      return `${mergedText[reading.standing]}${reading.receipt === null || reading.standing === 'left-out' ? '' : ` ${receiptText(reading.receipt)}`}`
  }
}

function hostText({ hostName, isHost, isOpen }: Extract<Reading, { kind: 'host' }>): string {
  const name = hostName === null ? 'the host of the review' : escapeText(hostName)
  if (!isHost) return `It was for ${name} alone, who does not host it any more; nobody sees it now.`
  return `${isOpen ? 'Now' : 'Once the review opens'} ${name} sees it, as its host, and nobody else:`
}

/** The words that stand below that; none where a message should not hold them. */
export const keptWords = (reading: Reading | null): string | null =>
  reading && reading.kind !== 'merged' && !(reading.kind === 'host' && !reading.isHost) ? reading.sentence : null

const mergedText: Record<Extract<Reading, { kind: 'merged' }>['standing'], string> = {
  stands: 'It stands in the open review among the accounts without attribution.',
  'when-open': 'When the review opens, it stands there among the accounts without attribution.',
  'when-published': 'When the review is published, it stands there among the accounts without attribution.',
  'too-few': 'It is to be merged, and waits until at least five people have answered without showing that it was they.',
  'left-out':
    'The review was published without it: fewer than five people could have written it, so it would have told of you. Only you see it.',
}

const receiptText = (receipt: string): string =>
  `Your receipt is \`${receipt}\`: once the review is published, \`/incident redact ${receipt}\` takes it out, and nothing else does. The bot will not know then whose it was, so keep this message.`
