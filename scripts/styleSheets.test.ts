import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

test('no style depends on what the whole page holds: each keystroke would style the window anew', () => {
  const wide = globSync('renderer/**/*.css', { cwd: root }).filter((file) =>
    /(?:^|[\s,(])(?::root|html|body):has\(/m.test(readFileSync(`${root}/${file}`, 'utf8')),
  )
  expect(wide).toEqual([])
})
