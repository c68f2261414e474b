import type { Prompt } from './prompts.ts'
import { Refusal } from './refusal.ts'
import type { PersonViewer } from './viewer.ts'

/** The prompt, for the person it was put to. @throws Refusal for anybody else */
export function getOwn(prompt: Prompt, viewer: PersonViewer): Prompt {
  if (prompt.workspaceId !== viewer.workspaceId || prompt.userId !== viewer.userId)
    throw new Refusal('This question was put to somebody else. It and its answer are theirs.')
  return prompt
}
