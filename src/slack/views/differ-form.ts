import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { differingKey } from '../../core/differing.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { Differing } from '../../core/material/material.ts'
import type { AccountsToChoose, BriefAccount } from '../../core/review/review-differing.ts'
import { clampText, context, input, type Modal, modal, multiSelect, option, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'

/** Of which review the form is. `shown`: the pairs that there were when it was opened, to be kept or taken away. */
export const differMetadata = z.object({
  incidentId: z.string(),
  shown: z.array(z.string()),
  responseUrl: z.url().nullable(),
  page: z.string().nullable(),
})
export type DifferMetadata = z.infer<typeof differMetadata>

/** The fields of the form; a refusal names the one that it is about. */
export const differFields = { one: 'one', other: 'other', kept: 'kept' } as const

/** Two menus of so many choices stay under what Slack takes of a form, 250 kB, whatever letters are in them. */
const mostAccounts = 200
/** So many pairs can be named in what comes back with a form, 3000 characters. */
const mostPairs = 100

/** Of which two accounts somebody says that they differ, chosen by their words; and the pairs that there are. */
export function differModal(incident: Incident, { accounts, pairs }: AccountsToChoose, responseUrl: string | null): Modal {
  const shown = pairs.slice(0, mostPairs)
  const choices = fitting(accounts).map(({ ref, when, words }) => option([ref, when, words].filter(Boolean).join(' '), ref))
  const menu = (label: string, field: string) =>
    input(label, field, staticSelect(field, 'Choose one', choices), { optional: shown.length > 0 })
  return modal({
    callbackId: forms.differ,
    title: `Accounts in ${nameOf(incident)}`,
    submit: 'Save',
    privateMetadata: JSON.stringify({
      incidentId: incident.id,
      shown: shown.map(differingKey),
      responseUrl,
      page: null,
    } satisfies DifferMetadata),
    blocks: [
      menu('One account', differFields.one),
      menu('Another one, which tells it differently', differFields.other),
      ...keptBlocks(shown, accounts),
      context('Both stay as they are, side by side. Nobody is asked who is right.'),
      ...(accounts.length > mostAccounts
        ? [context('Not every entry fits here. The others by their numbers: `/incident differ E45 A7`')]
        : []),
    ],
  })
}

/** What people told stays before what was said in the channel, where not all of it fits. */
function fitting(accounts: readonly BriefAccount[]): BriefAccount[] {
  const isTold = ({ ref }: BriefAccount): boolean => !ref.startsWith('E')
  const places = mostAccounts - Math.min(accounts.filter(isTold).length, mostAccounts)
  const entries = accounts.filter((account) => !isTold(account)).slice(0, places)
  return accounts.filter((account) => isTold(account) || entries.includes(account)).slice(0, mostAccounts)
}

function keptBlocks(pairs: readonly Differing[], accounts: readonly BriefAccount[]): KnownBlock[] {
  if (pairs.length === 0) return []
  const told = (ref: string) => `${ref} ${clampText(accounts.find((account) => account.ref === ref)?.words ?? '', 26)}`
  const options = pairs.map((pair) => option(`${told(pair.one)} and ${told(pair.other)}`, differingKey(pair)))
  const element = multiSelect(differFields.kept, 'None', options, pairs.map(differingKey))
  return [input('These differ', differFields.kept, element, { optional: true, hint: 'What you take off here is taken back.' })]
}
