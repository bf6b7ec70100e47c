/** JSON as editors write their settings: with comments, and commas behind the last of a list. */
export function parseJsonc(text: string): unknown {
  return JSON.parse(withoutTrailingCommas(withoutComments(text.replace(/^\uFEFF/, ''))))
}

// A text in quotes comes first, so that what looks like a comment in it is passed over.
const COMMENT = /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
const TRAILING_COMMA = /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g

const withoutComments = (text: string) =>
  text.replaceAll(COMMENT, (_, quoted?: string) => quoted ?? '')

const withoutTrailingCommas = (text: string) =>
  text.replaceAll(TRAILING_COMMA, (_, quoted?: string) => quoted ?? '')
