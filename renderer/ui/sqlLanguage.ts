import type * as Monaco from 'monaco-editor/editor/editor.api'
import type { DialectInfo } from '../../contract/drivers.ts'

const ids = new WeakMap<DialectInfo, string>()
let nextNumber = 1

/** The editor's language of a dialect, made from what its driver says of it. */
export function languageOf(monaco: typeof Monaco, dialect: DialectInfo | null): string {
  if (!dialect) return 'plaintext'
  const known = ids.get(dialect)
  if (known) return known
  const id = `sql-${nextNumber++}`
  ids.set(dialect, id)
  monaco.languages.register({ id })
  monaco.languages.setLanguageConfiguration(id, CONFIGURATION)
  monaco.languages.setMonarchTokensProvider(id, sqlTokens(dialect))
  return id
}

const QUOTES = [
  { open: "'", close: "'", notIn: ['string', 'comment'] },
  { open: '"', close: '"', notIn: ['string', 'comment'] },
]
const CONFIGURATION: Monaco.languages.LanguageConfiguration = {
  comments: { lineComment: '--', blockComment: ['/*', '*/'] },
  brackets: [
    ['(', ')'],
    ['[', ']'],
  ],
  autoClosingPairs: [{ open: '(', close: ')' }, { open: '[', close: ']' }, ...QUOTES],
  surroundingPairs: [{ open: '(', close: ')' }, ...QUOTES],
}

/** Not the digits that a word begins with, such as a part of a key. */
export const NUMBER = /(?:0x[\da-f]+|\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)(?![\p{L}\p{N}_])/u

/** Colours words, strings and comments; what a word means is the server's business. */
export function sqlTokens(dialect: DialectInfo): Monaco.languages.IMonarchLanguage {
  return {
    ignoreCase: true,
    unicode: true,
    keywords: dialect.keywords.map((word) => word.toLowerCase()),
    functions: dialect.functions.map((word) => word.toLowerCase()),
    tokenizer: {
      root: [
        [/--.*$/, 'comment'],
        [/\/\*/, 'comment', '@comment'],
        [/'/, 'string', '@string'],
        ...quotedRules(dialect),
        [NUMBER, 'number'],
        [/\d[\p{L}\p{N}_]*/u, 'identifier'],
        [
          /[\p{L}_@#][\p{L}\p{N}_$@#]*/u,
          {
            cases: { '@keywords': 'keyword', '@functions': 'predefined', '@default': 'identifier' },
          },
        ],
        [/[()[\]]/, '@brackets'],
        [/[;,.]/, 'delimiter'],
        [/[<>=!~?&|+\-*/^%:]+/, 'operator'],
      ],
      comment: [
        [/\*\//, 'comment', '@pop'],
        [/[^*]+|\*/, 'comment'],
      ],
      string: [
        [/''/, 'string'],
        [/'/, 'string', '@pop'],
        [/[^']+/, 'string'],
      ],
      dollar: [
        [
          /\$([a-z_]\w*)?\$/,
          { cases: { '$1==$S2': { token: 'string', next: '@pop' }, '@default': 'string' } },
        ],
        [/[^$]+|\$/, 'string'],
      ],
    },
  }
}

/** Names in quotes, and PostgreSQL's strings between dollar signs. */
function quotedRules({
  splitter,
  identifierQuote,
}: DialectInfo): Monaco.languages.IMonarchLanguageRule[] {
  const rules: Monaco.languages.IMonarchLanguageRule[] = [
    [/"(?:[^"]|"")*"?/, 'identifier'],
    [/`(?:[^`]|``)*`?/, 'identifier'],
  ]
  if (splitter === 'postgres')
    rules.push([/\$([a-z_]\w*)?\$/, { token: 'string', next: '@dollar.$1' }])
  if (identifierQuote[0] === '[') rules.push([/\[[^\]]*\]?/, 'identifier'])
  return rules
}
