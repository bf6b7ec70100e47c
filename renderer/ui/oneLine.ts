/** More of a text would not be seen in the widest column. */
const MAX_SHOWN_CHARACTERS = 512

/** A value where there is one line for it. Line ends stay visible; a copy has the real ones. */
export const oneLine = (text: string): string =>
  text.slice(0, MAX_SHOWN_CHARACTERS).replaceAll(/\r\n|\n|\r/g, ' ¶ ')
