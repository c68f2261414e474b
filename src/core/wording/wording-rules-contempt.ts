import { ofCategory } from './wording-rule.ts'

const somebody = '(you|he|she|they|<one>|<many>|<org>|everyone|somebody|someone)'
const notIf = '~!(if|when|whenever|unless|can|could|may|might|until|once|case|that|help|let|to|where|clients|which|for|as)'
const themselves = '(your|their|his|her|<person>)'
const cares =
  '(care|cares|cared|bother|bothers|bothered|listen|listens|listened|respect|respects|deserve|deserves|give a|gives a|gave a|appreciate|want to hear|want to listen|take ..3 seriously|apologize|apologise|learn|value|acknowledge|admit|give two)'

export const contemptRules = ofCategory(
  'person_as_cause',
  { reason: 'judges what others meant, and asks nothing.', question: 'conditions-together' },
  [
    {
      id: 'does-not-care',
      strength: 'strong',
      patterns: [
        '(<org>|management|leadership) never <adverb>? (listen|listens|care|cares|fix|fixes|test|tests|learn|learns|respond|responds|admit|admits|read|reads|understood|understands)',
        '(have|has|had) <adverb>? (stopped|ceased) (caring|listening|responding|maintaining|testing|communicating|paying)',
        'they (do|did) not <adverb>? (test|read|understand|maintain) (their|the|any|anything|what|how|it)',
        '<person> <adverb>? (rush|rushes) (out|releases|things|it|everything|features|into)',
        '(looks|look|seems|seem|appears|sounds) (like|as if|that) <nobody>',
        '<nobody> ...9 ,? (clearly|obviously|apparently|evidently)',
        '<nobody> (at|in|on) <org> ..1 (use|uses|cares|tests|reads|understands|knows|looks|thought)',
        'being (lazy|careless|stupid|sloppy|negligent|irresponsible|arrogant|difficult|dishonest|childish|ridiculous|unreasonable|incompetent|selfish|dismissive|condescending|pedantic|stubborn|obtuse|ignorant|greedy|disrespectful)',
        '(ignoring|neglecting|dismissing|disregarding) ..2 (issues|users|bugs|reports|feedback|warnings|concerns|complaints|people|customers|problem|problems|advice|community|everyone|requests|questions|criticism)',
        '(stop|stops|stopped|not|never|nobody|<nobody>) (take|takes|taking) ..3 seriously',
        '<nobody> <adverb>? (answer|answers|answered|reply|replied|replying|answering)',
        'in (complete|total|utter|deep|full|absolute|pure)? denial ~!(of)',
        'they do not know (about|how|what|anything|their|the first|the difference)',
        '<person> (do|does|did) not <adverb>? have the ..1 (attention|skills|skill|brains|balls|guts|courage|decency|competence|ability|knowledge|expertise|experience|right|courtesy|faintest|slightest|foggiest)',
        '(find|found) ..4 (ridiculous|pathetic|insulting|offensive|laughable|disgusting|appalling|unprofessional|disrespectful|distasteful)',
        '(want|like|going|need) to ..1 shame',
        '(serve|be|set|sets|setting|serves) ..2 bad example',
        'before (creating|adding|introducing|making|breaking|writing|pushing|releasing) ..1 (more|another|yet) ..3 (bugs|buggy|crap|mess|problems|features|useless|untested|broken|undocumented)',
        `(${somebody}|<Capital>|<First>|<person>) <adverb>? (do|did|does|could|can|will|would) not <adverb>? (seem|appear|really|even|want|give)? to? <adverb>? ${cares}`,
        '<nobody> ..5 (cares|bothers|gives a|bothered|cared|listens|listened|replies|reads|takes (it|this|them|any)) ~!(of)',
        '<nobody> ..1 (asked|wanted|wants|needs|needed) (for)? (this|that|these)',
        '(could not|can not) (care less|be bothered|be arsed)',
        `${somebody} <adverb>? <adverb>? (pretend|pretends|pretended|pretending) ..1 (to|that|like|not|this|it|everything|nothing)`,
        `${notIf} (you|he|she|<one>|<many>|<org>) <adverb>? (<have>)? <adverb>? (<evaded>|<evading>|<evads>) ~!(by)`,
        'they (<have>|just|simply|still|all|have been|keep|deliberately|completely|totally|willfully) (<evaded>|<evading>|<evads>)',
        `${somebody} <adverb>? (refuse|refuses|refusing|refused|declined|decline) to (fix|listen|merge|acknowledge|admit|accept|understand|help|answer|respond|test|follow|change|read|learn|pay|do|consider|take|see|work|discuss|address|explain|talk|look|let|give|even)`,
        '<person> (treat|treats|treated|treating) ..3 (like|as|badly|with|poorly)',
        '<person> (are|is|was|were|have been|has been|keep|keeps|kept) <adverb>? (ignoring|refusing|denying|dismissing|insisting|pretending|making excuses|dodging|stalling|hiding|deflecting|playing dumb|making fun|driving|killing|forcing|alienating|treating|blocking|closing|ghosting|shoving|ramming|wasting|losing|hurting|punishing|talking nonsense|stonewalling)',
        '<person> ..3 (making|made|make|makes) ..5 (worse|a mess|a mockery|fools|a fool|it impossible|it hard|life)',
        '(driving|drive|drives|drove|scare|scares|scaring|push|pushing|pushes) ..3 (users|people|contributors|customers|developers|everyone|us|<person>|<we>) ..1 (away|off)',
        `<person> ..3 (waste|wasting|wasted|wastes) ..1 (my|our|your|everyone|everybody|people|so much|time|hours|<person>|the)`,
        '(shove|shoves|shoved|shoving|ram|rammed|ramming|force|forced|forcing|cram) ..6 (down|on|onto|upon) (my|our|their|everyone|us|users|people|<person>|<we>) ..1 (throat|throats)?',
        '<nobody> ..2 (took|takes|take) (ownership|responsibility|charge)',
        '<person> (lied|are lying|is lying|covered up|are hiding|misled|mislead|gaslit)',
        '(lying|lied|lies) (about|to)',
        '(passing the buck|pass the buck|throwing <person> under|threw <person> under|covering ..2 (ass|asses|arse|butt)|cover ..2 (ass|asses|arse)|cya|scapegoat him|washing ..1 hands|wash ..1 hands|sweep ..4 rug|swept ..4 rug|in bad faith|in denial)',
        '<person> ..3 (not|never) ..2 in good faith',
        '<person> (slept|sleeping) (through|on)',
        '~!(if|when|unless|that) (they|he|she|<one>|<many>|<org>) <adverb>? (do|did|does) not want to (pay|spend|invest|listen|hear|fix|test|wait|learn|help|work|change|do)',
        `${themselves} ..2 (head|heads|ego|egos|ass|asses|arse|nose) ..2 (in|out|up|from|into|over)`,
      ],
      unless: ['(<self>|<we>) ..2 (do|did) not ..3 care', '(do|does) not ..1 care ..2 (which|whether|if|what|where|how)'],
      examples: [
        'The maintainers do not even listen.',
        'Acme does not care about uptime.',
        'you keep ignoring the reports',
        'nobody cares',
        'She refuses to answer.',
        'They are making it worse with every release.',
        'The vendor lied about the patch.',
        'nobody asked for this',
      ],
      traps: [
        'The proxy refuses to start.',
        'If you ignore the header, the cache is cold.',
        'We ignored the second page, it was a test.',
        'They refused connections for ten minutes.',
        'the script does not care which zone it runs in',
        'Nobody responded within the five minutes that the policy sets.',
      ],
    },
  ],
)
