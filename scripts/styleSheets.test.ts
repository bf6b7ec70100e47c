import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Words that mean a side of the screen; `inline-start` and `inline-end` follow the script. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)/

/** Four values of which the second and the fourth differ: left and right by their places. */
function hasUnequalSides(line: string): boolean {
  const written = /^\s*(?:margin|padding|inset):\s*([^;]+);/.exec(line)?.[1]
  const values = written?.match(/(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? []
  return values.length === 4 && values[1] !== values[3]
}

const linesOfSheets = globSync('renderer/**/*.css', { cwd: root }).flatMap((file) =>
  readFileSync(`${root}/${file}`, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, found: `${file}:${index + 1} ${line.trim()}` })),
)

test('style sheets name sides by the direction of writing, so that they fit every script', () => {
  const sided = linesOfSheets.filter(({ line }) => PHYSICAL.test(line) || hasUnequalSides(line))
  expect(sided.map(({ found }) => found)).toEqual([])
})

test('no style depends on what the whole page holds: each keystroke would style the window anew', () => {
  const wide = linesOfSheets.filter(({ line }) =>
    /(?:^|[\s,(])(?::root|html|body):has\(/.test(line),
  )
  expect(wide.map(({ found }) => found)).toEqual([])
})

test.each([
  ['  margin-left: 4px;', true],
  ['  text-align: right;', true],
  ['  padding: 0 4px 0 8px;', true],
  ['  padding: 0 calc(1px + 2px) 0 calc(1px + 2px);', false],
  ['  padding-inline: 4px 8px;', false],
])('%s', (line, isPhysical) => {
  expect(PHYSICAL.test(line) || hasUnequalSides(line)).toBe(isPhysical)
})
