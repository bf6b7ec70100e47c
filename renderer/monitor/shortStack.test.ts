import { expect, test } from 'vitest'
import { shortStack } from './shortStack.ts'

test.each([
  ['at Pool.use (file:///opt/sluice/main/index.js:20327:28)', 'at Pool.use (index.js:20327:28)'],
  ['at Pool.use (file:///C:/Sluice/main/index.js:20327:28)', 'at Pool.use (index.js:20327:28)'],
  ['at /opt/sluice/main/index.js:1:2', 'at index.js:1:2'],
  ['at C:\\Sluice\\main\\index.js:1:2', 'at index.js:1:2'],
  ['at process.run (node:internal/tasks:95:5)', 'at process.run (node:internal/tasks:95:5)'],
])('%s', (line, expected) => {
  expect(shortStack(`Error: The lease was taken here\n    ${line}`)).toBe(
    `Error: The lease was taken here\n    ${expected}`,
  )
})
