/** Characters that XML cannot hold, and a carriage return, which it would turn into a line feed. */
// oxlint-disable-next-line no-control-regex
const NOT_IN_XML = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g
/** Text that reads like such a character would be taken for it. */
const LIKE_AN_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g
const MARKUP = /[&<>]/g
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

// oxlint-disable-next-line no-control-regex
const IS_PLAIN = /^[^\u0000-\u0008\u000b-\u001f\ufffe\uffff_&<>]*$/

/** Text as a cell holds it, other characters as `_xHHHH_` (ECMA-376, part 1, 22.9.2.19). */
export function sheetText(text: string): string {
  if (IS_PLAIN.test(text)) return text
  return text
    .replace(LIKE_AN_ESCAPE, '_x005F_')
    .replace(NOT_IN_XML, (character) => `_x${hexOf(character)}_`)
    .replace(MARKUP, (character) => ENTITIES[character]!)
}

const hexOf = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
