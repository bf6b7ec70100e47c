import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const PAGES = ['README.md', ...globSync('docs/**/*.md')]
const LINK = /!?\[[^\]]*\]\(([^)\s]+)\)/g
const IS_CODE = /```[^]*?```|`[^`\n]*`/g

/** What a page links to in this repository, as paths from its root; headings with their page. */
function linksOf(page: string): { path: string; heading: string }[] {
  const words = readFileSync(page, 'utf8').replaceAll(IS_CODE, '')
  return [...words.matchAll(LINK)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', heading = ''] = target.split('#')
      return { path: path === '' ? page : join(dirname(page), path), heading }
    })
}

/** As GitHub names a heading in a link. */
const anchorsOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each(PAGES)('%s links to what is there', (page) => {
  const dead = linksOf(page).filter(
    ({ path, heading }) =>
      !existsSync(path) || (heading !== '' && !anchorsOf(path).includes(heading)),
  )
  expect(dead).toEqual([])
})

test('every picture is shown on a page', () => {
  const shown = new Set(PAGES.flatMap(linksOf).map(({ path }) => path))
  const light = globSync('docs/images/*-light.png')
  expect(light.length).toBeGreaterThan(0)
  expect(light.filter((picture) => !shown.has(picture))).toEqual([])
  for (const picture of light) expect(existsSync(picture.replace('-light', '-dark'))).toBe(true)
})
