import type { Prompt } from './prompts.ts'
import { Refusal } from './refusal.ts'
import type { PersonViewer } from './viewer.ts'

/** The prompt, for the person it was put to. @throws Refusal for anybody else, in the words for a prompt that does not exist */
export function getOwn(prompt: Prompt | null, viewer: PersonViewer): Prompt {
  if (!prompt || prompt.workspaceId !== viewer.workspaceId || prompt.userId !== viewer.userId)
    throw new Refusal('This is no question of yours. A question and its answer belong to the person it was put to.')
  return prompt
}

/** The question, where it still is one: an old button may be pressed long after. @throws Refusal that says what stands instead */
export function stillOpen(prompt: Prompt): Prompt {
  switch (prompt.state) {
    case 'sent':
    case 'waiting':
      return prompt
    case 'answered':
      throw new Refusal('You have answered this one, and your words are kept. “Change” opens them.')
    case 'skipped':
      throw new Refusal('You skipped this one, and it stays so. “Answer after all” opens it.')
    case 'passed':
      throw new Refusal('You said that this one is not yours, and it stays so. “Answer after all” opens it.')
    case 'dropped':
      throw new Refusal('This question is not asked any more. Nothing was changed.')
  }
}

/**
 * What somebody wrote, as it is kept: without white space around it, and without the one character that no database takes.
 * @throws Refusal where there are no words
 */
export function ownWords(text: string): string {
  const words = text.replaceAll('\0', '').trim()
  if (words === '') throw new Refusal('There are no words yet. A few are plenty; closing the form is fine too.')
  return words
}
