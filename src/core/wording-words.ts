import { firstNames } from './wording-names.ts'

/** The classes of words that patterns ask for as `<class>`. A word may belong to several. */
const classes: Record<string, string> = {
  /** Words that alone stand for somebody who is judged. */
  pronoun: 'he she they you u ya yall himself herself',
  anybody: 'someone somebody anyone anybody everyone everybody nobody noone no-one whoever',
  nobody: 'nobody noone no-one none',
  self: 'i me myself',
  us: 'we us ourselves',
  /** Nouns for people, one or many. With a determiner they are always people. */
  role: `engineer engineers developer developers dev devs operator operators admin admins sysadmin sysadmins administrator administrators
    dba dbas sre sres manager managers management leadership boss bosses supervisor supervisors cto ceo cio ciso cfo coo vp director directors exec execs
    executive executives founder founders owner owners author authors reviewer reviewers approver approvers committer maintainer maintainers
    contributor contributors intern interns junior juniors senior seniors newbie newbies rookie newcomer hire hires contractor contractors
    consultant consultants vendor vendors supplier suppliers employee employees staff coworker coworkers co-worker co-workers colleague
    colleagues teammate teammates architect architects tester testers qa programmer programmers coder coders designer designers analyst
    analysts technician technicians tech techs responder responders on-call oncall commander person people persons guy guys gal man woman men women dude
    dudes bloke folk folks kid individual individuals team teams crew squad department departments dept group groups lead leads leader
    leaders company companies organization organisation lad trainee student apprentice graduate grad freelancer expert experts professional
    professionals worker workers human humans personnel bunch idiot idiots moron morons clown clowns fool fools amateur amateurs cowboy cowboys dumbass
    genius geniuses imbecile imbeciles dipshit dipshits jackass jackasses asshat asshats asshole assholes muppet muppets numpty numpties twat bozo bozos nitwit nitwits halfwit halfwits cretin cretins buffoon buffoons dunce bonehead knucklehead knuckleheads noob noobs n00b phb beancounters bean-counters moron hypocrite hypocrites liar liars incompetents fuckwit fuckwits culprit culprits jerk asshole party parties`,
  /** Roles that are people without a determiner too. */
  bare: `engineers developers devs operators admins sysadmins administrators dbas sres managers management leadership bosses execs
    executives founders reviewers maintainers interns juniors seniors contractors consultants vendors employees staff coworkers colleagues
    teammates architects testers programmers coders analysts technicians people guys folks humans idiots morons clowns fools amateurs assholes bozos muppets noobs liars hypocrites jackasses dipshits
    ops devops secops netops sysops infosec qa oncall on-call cto ceo`,
  /** What stands before them without one: "senior platform engineers". */
  modifier: `senior junior new other fellow lead staff principal platform backend frontend security support network database data infra
    infrastructure production release software systems cloud site reliability incompetent lazy bad good stupid smart experienced`,
  determiner: `the a an this that these those some any every each no my your his her its our their whose another other two three several
    many most all both such what which`,
  modal: 'should could would might must ought',
  have: 'have has had having of',
  be: "be is are was were been being am 's",
  do: 'do does did',
  not: 'not never',
  adverb: `also just simply really probably maybe definitely certainly clearly obviously surely at least first even still already only always
    then never ever perhaps apparently immediately normally actually honestly frankly absolutely easily literally totally completely
    basically again ideally properly certainly instead either all both rather quite deliberately knowingly blindly carelessly recklessly merely`,
  irregular: `been done seen known caught gone taken made told said run kept found thought given had come brought shown built spoken
    understood written read left put set held sent got gotten paid felt heard met led lost begun broken chosen driven fallen forgotten
    spent stood taught worn won cut hit let shut split spread quit sat slept spun stuck struck sworn bought fought sought wrote went saw took gave came did ran chose broke spoke knew forgot`,
  /** Verbs as people type them after "should have" by mistake. */
  plain: 'switch check test ask tell wait look verify notice catch call double-check doublecheck stop ping review',
  /** Insults, and what people are called when they are despised. */
  insult: `idiot idiots moron morons clown clowns fool fools amateur amateurs cowboy cowboys dumbass imbecile imbeciles asshole incompetent
    stupid dumb lazy careless clueless reckless negligent inept brilliant genius geniuses useless inexperienced unqualified dipshit dipshits jackass jackasses asshat asshats asshole assholes muppet muppets numpty numpties twat bozo bozos nitwit nitwits halfwit halfwits cretin cretins buffoon buffoons dunce bonehead knucklehead knuckleheads noob noobs n00b phb beancounters bean-counters moron hypocrite hypocrites liar liars incompetents fuckwit fuckwits fat-fingered`,
  /** Groups that bear the name of a product or a company: "Acme team". */
  group: 'team devs developers engineers maintainers management leadership folks guys people admins employees staff support',
  /** What is said of people, or of what they did, to judge them. */
  bad: `incompetent negligent careless sloppy reckless clueless irresponsible idiotic moronic inept boneheaded braindead amateurish
    lackadaisical shoddy stupid dumb lazy foolish ignorant useless hasty arrogant oblivious complacent unqualified unfit asleep insane nuts crazy
    pathetic hopeless thoughtless overeager impatient dismissive rude hostile toxic dishonest greedy selfish naive childish delusional
    ridiculous absurd laughable embarrassing shameful disgraceful terrible awful horrible worthless unprofessional mindless lousy
    crappy shitty half-assed half-baked asinine retarded evil malicious hypocritical guilty ashamed blind deaf stubborn cavalier`,
  /** What so harsh a word makes a judgement of whoever did it. */
  harsh: `stupid dumb idiotic moronic boneheaded braindead brain-dead asinine mindless thoughtless careless sloppy lazy shoddy crappy shitty half-assed
    half-baked pathetic ridiculous garbage lousy amateurish reckless negligent irresponsible foolish retarded terrible horrible awful insane
    absurd hasty rash`,
  deedNoun: `change changes code patch patches commit commits pr decision decisions design choice choices fix review reviews testing management release update
    attitude behaviour behavior response handling mistake mistakes error errors planning leadership work job move act action actions merge
    admin administration ops programming coding excuse excuses idea`,
  /** What people do that nobody says kindly. */
  harmed: `screwed ruined wrecked butchered botched bungled messed fucked mishandled mismanaged sabotaged wasted neglected disregarded
    dismissed lied misled shirked panicked fumbled flubbed goofed borked nuked hosed trashed mangled slacked misused abused undermined
    overlooked misread misunderstood misjudged miscalculated fat-fingered misdiagnosed misinterpreted misconfigured flubbed`,
  /** Words that bring heat into a sentence. */
  oath: 'fuck fucking fucked wtf fck f*** goddamn goddamned bullshit shitty crap shit damn bloody effing freaking',
  harming: `screwing ruining wrecking butchering botching bungling messing fucking mishandling mismanaging sabotaging neglecting
    disregarding lying misleading shirking panicking wasting undermining destroying`,
  /** What is no part of a name for people: it ends the search for the noun. */
  function: `and or but so if then because as than though although while when where why how who whom that to of in on at by for from with
    without into onto over under about after before during until since between through against is are was were be been being am do does
    did has have had will would can could should may might must shall ought not never it he she they we you i me him them us there here
    just also only even very too still already yet again now ever always often sometimes simply really probably`,
  /** Things that are named after people: "operator pod", "admin page". */
  thing: `account accounts panel page pages pod pods tool tools console command commands script scripts process processes key keys password
    passwords role roles permission permissions id ids list lists channel channels rotation schedule ticket tickets request requests
    response report reports code interface experience time error errors machine laptop node nodes server servers service services node
    console token tokens group groups credentials access api dashboard portal ui database policy policies config configuration nodes queue queues
    thread threads table tables record records field fields data memory space spaces resource resources domain domains review reviews
    reference references readable friendly facing guide docs documentation manual site website`,
  document: `procedure procedures process processes policy policies runbook runbooks playbook playbooks checklist checklists protocol
    protocols guideline guidelines rules rulebook standard standards instructions documentation docs steps sop sops practice practices`,
}

/** Each word with its classes, as keys. */
const lexicon: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>()
  for (const [name, words] of Object.entries(classes))
    for (const word of words.split(/\s+/)) {
      const keys = map.get(word)
      if (!keys) map.set(word, [word, `<${name}>`])
      else if (!keys.includes(`<${name}>`)) keys.push(`<${name}>`)
    }
  return map
})()

const notParticiples = new Set([
  'need',
  'speed',
  'feed',
  'seed',
  'embed',
  'shed',
  'indeed',
  'exceed',
  'proceed',
  'succeed',
  'hundred',
])

/** What happens to people, and what they have: "he should have been told", "they should have had access". */
const notActs = new Set(['been', 'had', 'got', 'gotten', 'received', 'recovered'])

/**
 * What a pattern may ask of a word: itself, its classes, `<done>` for a participle, `<doing>`, `<ly>`, `<number>`, `<name>` for
 * the name of a person, and `<Capital>` for what is written as a name is within a sentence.
 * @param written the word as it stands in the text
 */
export function keysOf(word: string, written: string, isFirst: boolean, names: ReadonlySet<string>): readonly string[] {
  const known = lexicon.get(word) ?? [word]
  const more: string[] = []
  const isCapital = /^\p{Lu}\p{Ll}/u.test(written)
  if (known.includes('<irregular>') || (/..ed$/.test(word) && !notParticiples.has(word))) more.push('<done>')
  if (more.includes('<done>') && !notActs.has(word)) more.push('<act>')
  if (/^[\p{L}\p{N}]/u.test(word) && !known.includes('<pronoun>')) more.push('<word>')
  if (/...ing$/.test(word)) more.push('<doing>')
  if (/..ly$/.test(word)) more.push('<adverb>')
  if (/^\d/.test(word)) more.push('<number>')
  if (names.has(word) || (isCapital && firstNames.has(word))) more.push('<name>')
  else if (isCapital) more.push(isFirst ? '<First>' : '<Capital>')
  return more.length === 0 ? known : [...known, ...more]
}
