/** Sentences by their English, and words that are filled into them, by the name of their place. */
export type SentenceWords = {
  readonly sentences: Readonly<Record<string, string>>
  readonly fillings: Readonly<Record<string, Readonly<Record<string, string>>>>
}

type Pattern = {
  readonly regex: RegExp
  readonly names: readonly string[]
  /** The longest piece that has to be there: told at once, where a regular expression is slow. */
  readonly piece: string
  /** Of what it has to be there in all. */
  readonly length: number
  readonly target: string
}

/** Facts with these names are numbers, and nothing else is taken for one. */
const NUMBERS = new Set(
  (
    'active age before busy count expected held idle index lifetime limit line max min ms needed next ' +
    'newest percent row seconds size step target threshold total waiting'
  ).split(' '),
)

/** Longer ones are a server's report and no sentence of ours. */
const LONGEST = 2_000

/**
 * Main says in English what happened, with the facts in the sentence; it is kept so in the history and
 * read so in terminals. The English is the key here, as with gettext: a translator finds the sentence it
 * belongs to, reads the facts out of it and says it in the other language. What it does not know, such
 * as the words of a server, stays as it is; sentences around them are still said.
 */
export function sentenceTranslator({ sentences, fillings }: SentenceWords) {
  const patterns = Object.entries(sentences)
    .filter(([english]) => english.includes('{'))
    .map(([english, target]) => patternOf(english, target))
    // The one with most words of its own says most.
    .sort((a, b) => b.length - a.length)
  const known = new Map<string, string>()

  function translate(english: string): string {
    if (english.length > LONGEST) return english
    let translated = known.get(english)
    if (translated === undefined) {
      translated = whole(english) ?? inParts(english)
      if (known.size > 2_000) known.clear()
      known.set(english, translated)
    }
    return translated
  }

  function whole(english: string): string | null {
    if (Object.hasOwn(sentences, english)) return sentences[english]!
    for (const pattern of patterns) {
      const match = english.includes(pattern.piece) ? pattern.regex.exec(english) : null
      if (match) return filledIn(pattern, match)
    }
    return null
  }

  function filledIn({ names, target }: Pattern, match: RegExpExecArray): string {
    const facts = Object.fromEntries(names.map((name, at) => [name, fact(name, match[at + 1]!)]))
    return target.replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
  }

  /** A word of ours, a sentence of ours, or a name, a number or words of others. */
  function fact(name: string, value: string): string {
    const words = fillings[name]
    if (words && Object.hasOwn(words, value)) return words[value]!
    return /\s/.test(value) ? translate(value) : value
  }

  /** Several sentences in a row, of which some may be known; the longest known ones are taken. */
  function inParts(english: string): string {
    const parts = english.split(/(?<=[.?!;]) (?=\S)/)
    const said: string[] = []
    for (let from = 0; from < parts.length;) {
      // All of them together are known not to be one.
      let to = from === 0 ? parts.length - 1 : parts.length
      let found = phrase(parts.slice(from, to).join(' '))
      while (found === null && --to > from) found = phrase(parts.slice(from, to).join(' '))
      said.push(found ?? parts[from]!)
      from = Math.max(to, from + 1)
    }
    return said.every((part, at) => part === parts[at]) ? english : said.join(' ')
  }

  /** One of several reasons ends in a semicolon. */
  function phrase(part: string): string | null {
    const found = whole(part)
    if (found !== null || !part.endsWith(';')) return found
    const bare = whole(part.slice(0, -1))
    return bare === null ? null : `${bare}；`
  }

  return translate
}

function patternOf(english: string, target: string): Pattern {
  const names: string[] = []
  const pieces = english.split(/\{(\w+)\}/)
  const source = pieces.map((piece, at) => {
    if (at % 2 === 0) return piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    names.push(piece)
    return NUMBERS.has(piece) ? String.raw`(-?\d[\d.,]*)` : String.raw`([\s\S]*?)`
  })
  const literals = pieces.filter((_, at) => at % 2 === 0)
  const piece = literals.reduce((a, b) => (b.length > a.length ? b : a), '')
  const { length } = literals.join('')
  return { regex: new RegExp(`^${source.join('')}$`), names, piece, length, target }
}
