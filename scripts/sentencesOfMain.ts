import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript-6'

/** Sources whose strings are not read in the window: tests, terminals, the sample's data. */
const NOT_SHOWN = /\.test\.ts$|\/testing\/|^main\/host\/|^main\/sample\/|^main\/observe\//
/** In these a string of several words is always a reason, though it begins small and has no full stop. */
const REASONS = /^main\/pool\//
// Not a placeholder of SQL at its end.
const SENTENCE = /^[\p{Lu}“{][\s\S]*\s[\s\S]*(?<!\s)[.?!…]$/u
const SQL =
  /^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|SET|SHOW|EXEC|IF|FROM|WHERE|JOIN|ON|PRAGMA)\b/

/** What main says, each form once, with `{holes}` for the facts, and the first file that says it. */
export function sentencesOfMain(): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of globSync('main/**/*.ts').filter((each) => !NOT_SHOWN.test(each))) {
    const text = readFileSync(path, 'utf8')
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    const isSaid = (form: string) =>
      (SENTENCE.test(form) || (REASONS.test(path) && /\w\s\w/.test(form))) && !SQL.test(form)
    const visit = (node: ts.Node): void => {
      if (isForDevelopers(node)) return
      if (!isText(node)) return ts.forEachChild(node, visit)
      for (const form of formsOf(node)) if (isSaid(form) && !found.has(form)) found.set(form, path)
      visitHoles(node, visit)
    }
    visit(source)
  }
  return found
}

/** Bugs, which are plain errors, and what is written to the log. */
function isForDevelopers(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true
  if (ts.isNewExpression(node)) return /^(Type|Range)?Error$/.test(node.expression.getText())
  return ts.isCallExpression(node) && /\b(log|logger|warn)\b/.test(node.expression.getText())
}

function isText(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true
  return isSum(node) && (isText(node.left) || isText(node.right))
}

const isSum = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken

/** Every form that a text of the source can take. */
function formsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isParenthesizedExpression(node)) return formsOf(node.expression)
  if (ts.isConditionalExpression(node))
    return [...formsOf(node.whenTrue), ...formsOf(node.whenFalse)]
  if (isSum(node) && isText(node)) return joined(formsOf(node.left), formsOf(node.right))
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (forms, { expression, literal }) =>
        joined(joined(forms, formsOf(expression)), [literal.text]),
      [node.head.text],
    )
  return [`{${/(\w+)\W*$/.exec(node.getText())?.[1] ?? 'fact'}}`]
}

const joined = (heads: readonly string[], tails: readonly string[]): string[] =>
  heads.flatMap((head) => tails.map((tail) => head + tail))

/** What is filled in may be made of texts itself; the branches of a choice are among the forms. */
function visitHoles(node: ts.Node, visit: (hole: ts.Node) => void): void {
  if (ts.isTemplateExpression(node))
    for (const { expression } of node.templateSpans)
      if (!ts.isConditionalExpression(expression)) visit(expression)
}
