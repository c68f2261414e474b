import { describe, expect, it } from 'vitest'
import { neverAsk } from '../../src/core/never-ask.ts'
import { neverAskRules } from '../../src/core/never-ask-rules.ts'
import { bank } from '../../src/core/question-bank.ts'
import { checkWording } from '../../src/core/wording/wording.ts'
import { stringsSaid, textsIn } from '../support/strings-said.ts'

/** Wordings that each rule refuses. */
const refused: Record<string, string[]> = {
  'why-of-a-person': [
    "Why didn't you check the host first?",
    'Why did you not check the host first?',
    'Why didn’t anyone look at the dashboard?',
    'WHY DID YOU RUN IT?',
    'why didnt you wait',
    "Why wasn't the on-call engineer watching?",
    'Why did <@U123> restart it?',
    'So, why would the team do that?',
    "Why didn't they page us?",
    "Why didn't we test it?",
    'How come you were on production?',
    'What stopped you from asking?',
    'How could you let this go out?',
    'How did you miss the alert?',
    'What were you thinking?',
    'Let us do five whys.',
  ],
  'who-did-it': [
    'Who caused this?',
    'Who broke the build?',
    'Who approved the change?',
    'Who wrote this query?',
    'Who switched the backups off?',
    'What happened, and who deployed it?',
    'Do you know who approved this?',
    'Who is responsible for the backups?',
    "Who's to blame?",
    'Who was supposed to watch it?',
    'Whose responsibility was the backup?',
    'Whose fault was it?',
    'Whose decision was that?',
    'By whom was it approved?',
    'Which engineer pushed the change?',
    'Name the person responsible.',
  ],
  'root-cause': [
    'What was the root cause?',
    'Any idea of the root-cause?',
    'Is the RCA done?',
    'What is the real cause?',
    'What was the main reason?',
    'What caused the outage?',
    'What really caused this?',
  ],
  'world-that-never-was': [
    'What should have been done?',
    'What should we have done instead?',
    'Which check should have caught it?',
    'What would have prevented it?',
    'What could have stopped this?',
    'You should have asked.',
    "What should've happened?",
    'Should you have waited?',
    'Could you have seen it earlier?',
    'What would you do differently?',
    'How could you have handled it better?',
    'If only there had been an alert: what then?',
    'What do you see in hindsight?',
    'How could this have been avoided?',
  ],
  'followed-the-procedure': [
    'Did you follow the procedure?',
    'Did you follow the release checklist? (yes/no)',
    'Were you following our deployment process?',
    'Was the runbook followed?',
    'Have all the required steps been followed?',
    'Did they stick to the policy?',
    'Which rules were broken?',
    'Was this a violation of the policy?',
    'Did you do it by the book?',
  ],
  leading: [
    "Didn't you see the alert?",
    'At 14:03, didn’t you notice the name of the host?',
    'Did you not know that it was production?',
    "Don't you think a check was needed?",
    "Wasn't it obvious?",
    'Were you aware of the warning?',
    'Did nobody test it?',
    'You must have known.',
    'didnt you read it',
  ],
  'pick-a-label': [
    'Was it human, technical or process?',
    'Was it human error?',
    'Technical or human?',
    'Pick one: human / technical / process.',
    'People, process or technology?',
  ],
  'never-again': [
    'How will you make sure it never happens again?',
    'How do we prevent this?',
    'What will you do so that this does not happen again?',
    "How do you ensure it won't happen again?",
    'What prevents a recurrence?',
    'Never again: how?',
    'How do we keep it from happening again?',
  ],
  confession: [
    'What did you do wrong?',
    'Where did you go wrong?',
    'What do you regret?',
    'Do you regret it?',
    'What was your mistake?',
    'Which mistakes did you make?',
    'Which mistakes were made?',
    'What did you overlook?',
    'What have you forgotten?',
    'Do you admit your part?',
  ],
  'rating-a-person': [
    "Rate the lead's handling from 1 to 5.",
    'Please rate your performance.',
    "How bad was Maya's handling, 1-5?",
    'How well did the on-call engineer react?',
    'How good was <@U123> at this?',
    'On a scale of 1 to 10, how was the handling?',
    'Who reacted fastest?',
  ],
  apology: [
    'Please apologise in the channel.',
    'Will you apologize to the team?',
    'Explain yourself.',
    'Please explain your actions in the channel.',
    'Justify your decision.',
    'Say you are sorry.',
    'Will you post a public apology?',
  ],
}

/** What the bot and its teams do say, near to what is refused. */
const allowed = [
  "Why didn't the alert fire?",
  'Why were backups switched off?',
  'Why does this service share a password?',
  'Why did the lead time grow?',
  'Why did I get this?',
  'Why are you seeing this?',
  'Why you: you recorded a decision at 14:02.',
  'How could you tell that it was over?',
  'How did you let customers know?',
  'What were you thinking about just then?',
  'Who else has a view of this?',
  'Who may see it?',
  'Who is leading?',
  'Nobody but the person who wrote it sees it.',
  'Not mine (hand on, or say who might know)',
  'Whose help made a difference?',
  'Whose work grows?',
  'What brought this change about?',
  'What is the reason for declining?',
  'What caused the disk to fill up so fast?',
  'The fix should have reached everybody by 12:57.',
  'It could have been the cache.',
  'Customers would have seen errors.',
  'Which page should have a link?',
  'How do you want to do it instead?',
  'What do we not know yet?',
  'Which signs could you not see from there?',
  'What is written about this step, if anything is?',
  'What does the runbook say about it?',
  'Follow the link to see the steps.',
  'If it was not you, tap “Not mine”.',
  "If it isn't you, say so.",
  'What did you notice?',
  'Which people and systems were affected?',
  'What has kept this from happening on the other days?',
  'Something like this will come again.',
  'Never ask me again',
  'What went well, and what was hard?',
  'Where did it go wrong for the query planner?',
  'Your error message is below.',
  'The error rate of the lead database is 3 %.',
  'Slack limits the rate of calls.',
  'How well did the recovery go?',
  'How fast was today’s restore?',
  'How well did you sleep?',
  'Sorry, that did not work.',
  'INC-12: the review is open. 4 accounts, 5 conditions, the oldest from 22 September.',
  'You can change this until the review is published.',
  'This channel is not an incident’s. Say which one: `/incident status INC-12 monitoring`.',
]

describe('what is never asked', () => {
  const ids = neverAskRules.map(({ id }) => id)

  it('has examples for every rule', () => {
    expect(Object.keys(refused)).toEqual(ids)
  })

  const cases = neverAskRules.flatMap((rule) => (refused[rule.id] ?? []).map((text) => ({ text, rule })))
  it.each(cases)('refuses "$text" by the rule $rule.id', ({ text, rule }) => {
    expect(neverAsk(text)).toContain(`${rule.reason} ${rule.instead}`)
  })

  it.each(allowed)('lets "%s" pass', (text) => {
    expect(neverAsk(text)).toEqual([])
  })

  it('does not mind capitals, typographic apostrophes, emphasis and line breaks', () => {
    for (const text of ['WHY DIDN’T YOU LOOK?', "why didn't\nyou look?", '*Why* didn`t _you_ look?', "  why  didn't  you look"])
      expect(neverAsk(text), text).toHaveLength(1)
  })

  it('names every rule that a wording breaks, each with what to ask instead', () => {
    const sentences = neverAsk('What was the root cause, and who approved it?')
    expect(sentences).toHaveLength(2)
    for (const sentence of sentences) expect(sentence).toMatch(/^It .+\. Ask .+\.$/)
  })

  const strings = bank.flatMap(({ id, text, textWithout, followUps }) =>
    [text, ...(textWithout ? [textWithout] : []), ...followUps].map((said) => ({ id, said })),
  )
  it.each(strings)('lets the bank say "$said" ($id)', ({ said }) => {
    expect(neverAsk(said)).toEqual([])
  })
})

describe('every text that somebody may come to read', () => {
  const said = stringsSaid()

  it('is found in the code, in quotes and in templates, and not in comments, patterns and slots', () => {
    expect(said.length).toBeGreaterThan(800)
    expect(new Set(said.map(({ at }) => at)).size).toBeGreaterThan(80)
    expect(said.map(({ text }) => text)).toContain('What made this seem reasonable at the time?')
    const code = [
      "// it's a comment with 'quotes'",
      "const pattern = /it's \\/ a pattern/.test('one text')",
      'const asked = `Why did $' + '{name(`the $' + '{role} did`, { a: "two texts" })} not wait?`',
      "const quoted = 'it isn\\'t over'",
    ].join('\n')
    expect(textsIn(code)).toEqual(['one text', 'the she did', 'two texts', 'Why did she not wait?', "it isn't over"])
  })

  it('asks nothing that is never asked', () => {
    expect(said.flatMap((each) => neverAsk(each.text).map((broken) => ({ ...each, broken })))).toEqual([])
  })

  it('holds nothing that the wording check would raise', () => {
    const raised = said.flatMap((each) => checkWording(each.text).map((finding) => ({ ...each, ...finding })))
    expect(raised.filter(({ strength }) => strength === 'strong')).toEqual([])
  })
})
