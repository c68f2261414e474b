import type { Prompt } from './prompts.ts'
import { Refusal } from './refusal.ts'
import type { PersonViewer } from './viewer.ts'

/** The prompt, for the person it was put to. @throws Refusal for anybody else, in the words for a prompt that does not exist */
export function getOwn(prompt: Prompt | null, viewer: PersonViewer): Prompt {
  if (!prompt || prompt.workspaceId !== viewer.workspaceId || prompt.userId !== viewer.userId)
    throw new Refusal('This is no question of yours. A question and its answer belong to the person it was put to.')
  return prompt
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
