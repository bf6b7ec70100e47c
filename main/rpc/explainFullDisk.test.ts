import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { explainFullDisk } from './explainFullDisk.ts'

const failed = (code: string) => Object.assign(new Error('write'), { code })

test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])(
  '%s is told with the folder and its room',
  (code) => {
    expect(explainFullDisk(failed(code), tmpdir())).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(
        new RegExp(
          `^The disk is full: [\\d,]+ bytes left in ${tmpdir()}\\. Free some space there\\.$`,
        ),
      ),
    })
  },
)

test('what already has its words keeps them, and what is something else is left alone', () => {
  const told = new WorkbenchError('disk-full', 'No room for rows.')
  expect(explainFullDisk(told, '/')).toBe(told)
  const other = failed('EACCES')
  expect(explainFullDisk(other, '/')).toBe(other)
})
