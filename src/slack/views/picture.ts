import { escapeText, image, type Message, message } from '../blocks.ts'

/** A picture of the review in its thread, with words for those who cannot see it. */
export const pictureMessage = (picture: { title: string; words: readonly string[]; fileId: string }): Message =>
  message(escapeText(picture.title), [image(picture.fileId, picture.title, picture.words.join(' '))])
