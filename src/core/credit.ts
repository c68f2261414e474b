import type { Helped } from './material/material.ts'
import { Refusal } from './refusal.ts'

/**
 * A thanks with the consent of whoever is thanked to be named, or without it.
 * @throws Refusal for anybody else, or where whoever wrote it has not wanted them named
 */
export function withAgreement(helped: Helped, by: string, agreedAt: Date | null): Helped {
  if (helped.thankedId !== by) throw new Refusal('Only somebody who is thanked decides whether their name stands there.')
  if (agreedAt !== null && !helped.mayName)
    throw new Refusal('Whoever wrote this has kept it without names. Your role stands there; they can change that.')
  return { ...helped, agreedAt }
}

/** Whether whoever is thanked may be named: both sides want it. */
export const isThankedNamed = ({ mayName, agreedAt }: Helped): boolean => mayName && agreedAt !== null
