import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { responseError, serverError } from './responseError.ts'

test('says what a proxy in front of the server says in a page', () => {
  const response = { statusCode: 400, headers: {} } as IncomingMessage
  const page =
    '<html>\r\n<head><title>400 No required SSL certificate was sent</title></head>\r\n<body>…'

  expect(responseError(response, page)).toMatchObject({
    message: '400 No required SSL certificate was sent',
  })
})

test('a request that names no database is told so, and not that “” was not found', () => {
  expect(serverError('database not found: ')).toMatchObject({
    code: 'database-not-found',
    message: expect.stringMatching(/^No database is chosen\./),
  })
  expect(serverError('database not found: shop').message).toBe('Database not found: shop')
})
