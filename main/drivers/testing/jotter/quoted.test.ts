import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
/** Indentation is the page's own matter. */
const flat = (code: string) => code.replace(/\s+/g, ' ').trim()

test('the code in docs/adding-a-database.md is that of the files it names', () => {
  const page = read('../../../../docs/adding-a-database.md')
  const quotes = [...page.matchAll(/^```ts\n\/\/ (\S+)\n([^]*?)^```$/gm)]

  expect(quotes.length).toBe(page.split('```ts').length - 1)
  expect(quotes.length).toBeGreaterThan(5)
  for (const [, path, code] of quotes) expect(flat(read(path!)), path).toContain(flat(code!))
})
