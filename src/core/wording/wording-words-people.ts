/** What people are called who are despised: a person who bears one of these names is insulted. */
const insults = `idiot idiots moron morons clown clowns fool fools amateur amateurs cowboy cowboys dumbass genius geniuses imbecile imbeciles
  dipshit dipshits jackass jackasses asshat asshats asshole assholes muppet muppets numpty numpties twat twats bozo bozos nitwit nitwits
  halfwit halfwits cretin cretins buffoon buffoons dunce dunces bonehead boneheads knucklehead knuckleheads noob noobs n00b n00bs phb phbs
  beancounters bean-counters hypocrite hypocrites liar liars incompetents fuckwit fuckwits jerk jerks dumbasses dolt dolts ignoramus
  crook crooks scammer scammers chump chumps loser losers dickhead dickheads prick pricks bastard bastards
  slacker slackers charlatan charlatans fraudster wanker wankers tosser tossers dimwit dimwits simpleton egomaniac`

/** Words for people, and what stands around them, as classes that patterns ask for as `<class>`. */
export const peopleWords: Record<string, string> = {
  /** Words that alone stand for somebody who is judged. */
  pronoun: 'he she they you u ya yall himself herself yourself yourselves themselves',
  anybody: 'someone somebody anyone anybody everyone everybody nobody noone no-one whoever',
  nobody: 'nobody noone no-one none',
  self: 'i me myself',
  us: 'we us ourselves',
  /** Nouns for people, one or many. With a determiner they are always people. */
  role: `engineer engineers developer developers dev devs operator operators admin admins sysadmin sysadmins administrator administrators
    dba dbas sre sres manager managers management leadership boss bosses supervisor supervisors cto ceo cio ciso cfo coo vp director directors exec execs
    executive executives founder founders owner owners author authors reviewer reviewers approver approvers committer deployer deployers submitter maintainer maintainers
    contributor contributors intern interns junior juniors senior seniors newbie newbies rookie newcomer hire hires contractor contractors
    consultant consultants vendor vendors supplier suppliers employee employees staff coworker coworkers co-worker co-workers colleague
    colleagues teammate teammates architect architects tester testers qa programmer programmers coder coders designer designers analyst
    analysts technician technicians tech techs responder responders on-call oncall commander person people persons guy guys gal man woman men women dude
    dudes bloke folk folks kid individual individuals team teams crew squad department departments dept group groups lead leads
    company companies organization organisation lad trainee student students apprentice graduate grad freelancer expert experts professional
    professionals worker workers human humans personnel bunch culprit culprits party parties mba mbas
    committee shift mods moderator moderators ${insults}`,
  /** Roles that are people without a determiner too. */
  bare: `engineers developers devs operators admins sysadmins administrators dbas sres managers management leadership bosses execs
    executives founders reviewers maintainers interns juniors seniors contractors consultants vendors employees staff coworkers colleagues
    teammates architects testers programmers coders analysts technicians people guys folks humans mbas moderators
    ops devops secops netops sysops infosec qa oncall on-call cto ceo ${insults}`,
  /** What stands before them without one: "senior platform engineers". */
  modifier: `senior junior new other fellow lead staff principal platform backend frontend security support network database data infra
    infrastructure production release software systems cloud site reliability incompetent lazy bad good stupid smart experienced fucking
    damn arrogant clueless greedy upper middle project product`,
  /** Nouns for one person that stand alone in notes, without a determiner. */
  hand: `engineer developer dev operator admin sysadmin administrator dba sre technician tech employee worker contractor vendor supplier
    intern junior programmer coder tester reviewer approver analyst responder consultant trainee on-call oncall`,
  /** What takes some out of many: "one of them". */
  share: 'any one each either both all most some many two half',
  determiner: `the a an this that these those some any every each no my your his her its our their whose another other two three several
    many most all both such what which`,
  insult: `${insults} incompetent stupid dumb lazy careless clueless reckless negligent inept brilliant useless inexperienced unqualified
    illiterate fat-fingered good-for-nothing arrogant greedy`,
  /** Groups that bear the name of a product or a company: "Acme team". */
  group: 'team devs developers engineers maintainers management leadership folks guys people admins employees staff support',
  /** Companies that are spoken of as of somebody who wants and cares. */
  org: 'google microsoft ms msft apple amazon oracle ibm atlassian mozilla adobe intel nvidia amd canonical redhat crowdstrike equifax solarwinds boeing',
  /** Things that are named after people: "operator pod", "admin page". */
  thing: `account accounts panel page pages pod pods tool tools console command commands script scripts process processes key keys password
    passwords role roles permission permissions id ids list lists channel channels rotation schedule ticket tickets request requests
    response report reports code interface experience time error errors machine laptop node nodes server servers service services node
    console token tokens group groups credentials access api dashboard portal ui database policy policies config configuration nodes queue queues
    thread threads table tables record records field fields data memory space spaces resource resources domain domains review reviews
    reference references readable friendly facing guide docs documentation manual site website`,
  /** What is no part of a name for people: it ends the search for the noun. */
  function: `and or but so if then because as than though although while when where why how who whom that to of in on at by for from with
    without into onto over under about after before during until since between through against is are was were be been being am do does
    did has have had will would can could should may might must shall ought not never it he she they we you i me him them us there here
    just also only even very too still already yet again now ever always often sometimes simply really probably
    get gets getting got make makes making take takes taking let lets keep keeps see sees go goes come comes past per via upon like wonder
    hope think know want need needs wants help helps ask asks use uses force forces give gives tell tells allow allows leave leaves
    bring brings put puts show shows send sends mean means require requires prevent prevents`,
}
