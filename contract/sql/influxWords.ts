/** Words, names in quotes, strings, comments and single signs of InfluxQL and SQL. */
const TOKENS =
  /--[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|''|[^'\\])*'|[\w$]+|\/(?:\\.|[^/\\\n])+\/|\S/g

/** Words, names and signs as they are written, without comments; what stands in quotes stays whole. */
export const influxTokens = (statement: string): string[] =>
  (statement.match(TOKENS) ?? []).filter(
    (token) => !token.startsWith('--') && !token.startsWith('/*'),
  )

/** A text of several statements is as many lists of tokens. */
export function influxStatements(script: string): string[][] {
  const statements: string[][] = [[]]
  for (const token of influxTokens(script))
    if (token === ';') statements.push([])
    else statements.at(-1)!.push(token)
  return statements.filter(({ length }) => length > 0)
}

/** Functions of Flux that write, wherever they stand. */
const FLUX_WRITES =
  /\b(to|wideTo|write|delete|update|remove|create|add|set)\s*\(|\bimport\s+"(?!array|csv|date|dict|experimental\/aggregate|influxdata\/influxdb\/schema|join|json|math|regexp|sampledata|strings|system|timezone|types)/

export const fluxMayWrite = (script: string): boolean => FLUX_WRITES.test(withoutTexts(script))

/** Whether a script of Flux calls what takes data or things of the server away. */
export const fluxDestroys = (script: string): boolean =>
  isFlux(script) && /(?:^|[\s.(=])(?:delete|remove|drop[A-Z]\w*)\s*\(/m.test(withoutTexts(script))

/** By how it begins, for where the language is not known. */
export const isFlux = (script: string): boolean =>
  /^\s*(?:\/\/[^\n]*\n\s*)*(?:import|package|option|builtin|from\s*\(|union\s*\(|[A-Za-z_]\w*\s*(?:=|\.\w+\s*\())/.test(
    script,
  )

/** Texts are left empty, but for the paths behind `import`. Comments go. */
const withoutTexts = (script: string): string =>
  script
    .replaceAll(/"(?:\\.|[^"\\])*"/g, (text) => (/^"[\w/]+"$/.test(text) ? text : '""'))
    .replaceAll(/\/\/[^\n]*/g, '')
