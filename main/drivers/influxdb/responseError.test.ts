import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { responseError } from './responseError.ts'

test('says what a proxy in front of the server says in a page', () => {
  const response = { statusCode: 400, headers: {} } as IncomingMessage
  const page =
    '<html>\r\n<head><title>400 No required SSL certificate was sent</title></head>\r\n<body>…'

  expect(responseError(response, page)).toMatchObject({
    message: '400 No required SSL certificate was sent',
  })
})
