/** A line of ssh_config: its keyword in lower case and its words; an Include has the files' lines. */
export type ConfigLine = {
  readonly keyword: string
  readonly words: readonly string[]
  readonly included?: readonly ConfigLine[]
}

/** Lines of ssh_config (OpenSSH's manual, ssh_config(5)); what is no setting is left out. */
export function parseSshConfig(text: string): ConfigLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, keyword, rest = ''] = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+|$)(.*)$/.exec(line) ?? []
    return keyword ? [{ keyword: keyword.toLowerCase(), words: wordsOf(rest) }] : []
  })
}

/** Words between spaces, in quotes where they have some in them; `#` begins a comment. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const [word, quoted] of text.matchAll(/"((?:[^"\\]|\\.)*)"|#.*|[^\s"#][^\s"]*/g)) {
    if (quoted === undefined && word.startsWith('#')) break
    words.push(quoted?.replaceAll(/\\(["\\])/g, '$1') ?? word)
  }
  return words
}
