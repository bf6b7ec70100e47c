import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript-6'
import { expect, test } from 'vitest'

const SHOWN =
  /^(title|label|placeholder|alt|hint|aria-label|aria-description|aria-valuetext|help|unit)$/
/** The same in every language, or no word that is shown, as are addresses and statements that stand as examples. */
const NAMES = new Set(['ms', 'rows', 'UTC', 'PNG', 'SVG'])
const EXAMPLE = /\.example\.|^\[\{|ssh-keygen/

/** What components write out themselves: it would stay English in every language. */
function wordsIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  )
  const found: string[] = []
  const keep = (said: string): void => {
    const words = said.match(/\p{L}[\p{L}'’]+/gu) ?? []
    if (words.some((word) => !NAMES.has(word)) && !EXAMPLE.test(said))
      found.push(`${path}: ${said.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) keep(node.text)
    if (ts.isJsxAttribute(node) && SHOWN.test(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer)
        ? node.initializer.expression
        : node.initializer
      if (value && ts.isStringLiteralLike(value)) keep(value.text)
      if (value && ts.isTemplateExpression(value))
        keep(
          [value.head, ...value.templateSpans.map(({ literal }) => literal)]
            .map((each) => each.text)
            .join(' '),
        )
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('components say nothing that is not in the dictionaries', () => {
  expect(globSync('renderer/**/*.tsx').flatMap(wordsIn)).toEqual([])
}, 30_000)
