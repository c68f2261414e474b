/** Pieces that make a matcher begin everywhere and end nowhere, when they come again and again. */
export const repeatedPieces = {
  'should have': 'should have ',
  'persons without an end': 'the engineer who ',
  'gaps that lead to nothing': 'he never really just simply ',
  'one clause': 'she said that they would have been because of him ',
  questions: 'why did you not ',
  mentions: '<@U0MAYA01> and ',
  letters: 'a ',
}

/** Texts of about 4,000 characters that hold nothing to find. */
export const textsOfNothing = {
  'an endless word': 'x'.repeat(4_000),
  'only emoji': '😀'.repeat(2_000),
  'emoji with modifiers': '👩🏽‍💻'.repeat(500),
  'quotes in quotes': '> '.repeat(2_000),
  'marks without partners': `"'\`“‘«<`.repeat(500),
  apostrophes: "'a ".repeat(1_300),
  'dots and dashes': '.-_'.repeat(1_300),
  'broken surrogates': '\ud83d'.repeat(4_000),
  'the placeholder itself': '\uE000'.repeat(4_000),
  'links that do not end': '<https:'.repeat(570),
  nothing: '',
  blanks: ' \n\t'.repeat(1_300),
  'code that does not end': `\`\`\`${'you should have '.repeat(250)}`,
}
