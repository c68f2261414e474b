import { inflected } from './wording-inflected.ts'

/** Verbs for what people do that nobody says kindly; `+` before the letter that is doubled in "spammed". */
const wrongs = `screw ruin wreck butcher botch bungle mess fuck mishandle mismanage sabotage waste neglect disregard dismiss mislead shirk
  fumble flub+b goof bork nuke hose trash mangle misuse abuse undermine misjudge miscalculate fat-finger misdiagnose
  misinterpret misconfigure insult alienate betray bully censor gaslight cheat brick half-ass mock belittle abandon strong-arm lie whine moan
  pretend bullshit troll nitpick bikeshed stonewall misquote misrepresent misconstrue cherry-pick brag patronize patronise harass spam+m
  scam+m overreact meddle hijack misunderstand overlook ghost gatekeep scapegoat badmouth weaponize exploit steamroll strawman`

/** Verbs for what people do who do not want to hear. */
const denials = 'ignore refuse dismiss deny neglect disregard insist evade dodge deflect downplay'

/** Words that judge people and what they do, as classes that patterns ask for as `<class>`. */
export const judgingWords: Record<string, string> = {
  /** What only people have, and nobody says of them kindly. */
  vice: `incompetence incompetency negligence carelessness laziness recklessness irresponsibility stupidity idiocy ineptitude malpractice
    hubris sloppiness cluelessness hypocrisy dishonesty dereliction unprofessionalism mismanagement mishandling spinelessness arrogance
    thoughtlessness childishness condescension cowardice cronyism nepotism half-assery gaslighting nitpickery`,
  /** What is said of nothing but people and what they do. */
  conduct: `incompetent negligent careless carelessly reckless recklessly irresponsible irresponsibly negligently inept ineptly clueless
    unprofessional unprofessionally amateurish lackadaisical shoddy sloppily moronic idiotic idiotically boneheaded bone-headed braindead
    brain-dead infantile disrespectful disrespectfully condescending condescendingly patronizing patronising disingenuous hypocritical
    shameful shamefully disgraceful inexcusable inexcusably unforgivable unconscionable despicable deplorable scummy sleazy cowardly
    spineless inconsiderate tone-deaf pig-headed pigheaded obnoxious haughty haughtily user-hostile imbecilic cretinous dickish assholish
    dimwitted lazy-ass piss-poor half-witted asinine rude rudely childish childishly dishonest dishonestly unethical unethically ungrateful
    egotistical narcissistic pissy arrogant arrogantly immoral self-righteous hypocritically dismissively idiotically impolite insolent`,
  /** What is said of people, or of what they did, to judge them. */
  bad: `incompetent negligent careless sloppy reckless clueless irresponsible idiotic moronic inept boneheaded braindead amateurish
    lackadaisical shoddy stupid dumb lazy foolish ignorant useless hasty arrogant oblivious complacent unqualified unfit asleep insane nuts crazy
    pathetic hopeless thoughtless overeager impatient dismissive rude hostile toxic dishonest greedy selfish naive childish delusional
    ridiculous absurd laughable embarrassing shameful disgraceful terrible awful horrible worthless unprofessional mindless lousy
    crappy shitty half-assed half-baked asinine retarded evil malicious hypocritical guilty ashamed blind deaf stubborn cavalier
    immature entitled petty spiteful vindictive insulting condescending patronizing patronising disingenuous disrespectful obtuse
    unprepared untrained unhelpful unreasonable unresponsive inattentive distracted overconfident cocky smug trolling infantile inconsiderate
    pedantic abusive misguided disgusting drunk inexcusable incapable unwilling unethical despicable spineless slow-witted`,
  /** What so harsh a word makes a judgement of whoever did it. */
  harsh: `stupid dumb idiotic moronic boneheaded braindead brain-dead asinine mindless thoughtless careless sloppy lazy shoddy crappy shitty half-assed
    half-baked pathetic ridiculous garbage lousy amateurish reckless negligent irresponsible foolish retarded terrible horrible awful insane
    absurd hasty rash haphazard half-hearted unprofessional childish arrogant disgusting misguided ill-conceived ill-advised ill-considered
    boneheaded bullshit fucking goddamn lame shitty nonsensical senseless clueless inept piss-poor short-sighted shortsighted selfish greedy
    tasteless unbelievable`,
  deedNoun: `change changes code patch patches commit commits pr prs decision decisions choice choices fix fixes review reviews testing management release
    releases update updates attitude behaviour behavior handling mistake mistakes planning leadership work job move moves action actions merge
    administration ops programming coding excuse excuses idea ideas communication reply replies answer answers practices argument
    arguments comment comments engineering coder stunt mentality policy policies`,
  ...inflected('wrong', wrongs, 'misled lied misunderstood misread'),
  ...inflected('evad', denials, ''),
  /** Words that bring heat into a sentence. */
  oath: 'fuck fucking fucked wtf fck f*** goddamn goddamned bullshit shitty crap shit damn bloody effing freaking frigging fkn fuckin',
  /** What adverbs say that somebody did not look, or did not care. */
  rashly: `mindlessly carelessly recklessly thoughtlessly sloppily stupidly foolishly haphazardly negligently irresponsibly willy-nilly
    arrogantly flagrantly maliciously blindly`,
  /** What adverbs say that somebody meant it. */
  knowingly:
    'deliberately knowingly purposely purposefully willfully wilfully consciously lazily arbitrarily naively selfishly stubbornly blatantly',
  /** What adverbs say that it was plain. */
  plainly: 'clearly obviously surely evidently apparently plainly blatantly seemingly undoubtedly frankly presumably',
  document: `procedure procedures process processes policy policies runbook runbooks playbook playbooks checklist checklists protocol
    protocols guideline guidelines rules rulebook standard standards instructions documentation docs steps sop sops practice practices`,
}
