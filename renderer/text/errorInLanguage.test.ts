import { beforeAll, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { errorInLanguage } from './errorInLanguage.ts'
import { speak } from './language.ts'

beforeAll(() => speak('zh-CN'))

const refused = new WorkbenchError('connection-refused', 'Nothing answers at db:5432. Check it.', {
  details: { host: 'db', port: 5432 },
})

test('in English, errors stay as main says them', () => {
  expect(errorInLanguage(refused, 'en')).toEqual({ message: refused.message, original: null })
})

test('where the facts suffice, the whole is said in the language of the window', () => {
  const { message, original } = errorInLanguage(refused, 'zh-CN')
  expect(message).toContain('db:5432 没有应答')
  expect(original).toBeNull()
})

test('the words of a server stay below what they are about', () => {
  const error = new WorkbenchError('syntax-error', 'syntax error at or near "form"')
  expect(errorInLanguage(error, 'zh-CN')).toEqual({
    message: '语句有语法错误：',
    original: 'syntax error at or near "form"',
  })
})

test('with facts missing, a sentence without them is taken', () => {
  const error = new WorkbenchError('acquire-timeout', 'No connection within 500 ms')
  expect(errorInLanguage(error, 'zh-CN').message).not.toMatch(/[{}]/)
  const full = new WorkbenchError('acquire-timeout', '…', {
    details: { name: 'orders', waitedMs: 1500, active: 2, max: 2, waiting: 3 },
  })
  expect(errorInLanguage(full, 'zh-CN').message).toContain('在 1,500 毫秒内没有得到“orders”的连接')
})

test('a file that did not open in time is not told to check its host', () => {
  const error = new WorkbenchError('connect-timeout', '…', {
    details: { limitMs: 3000, openedFile: 'shop' },
  })
  const { message } = errorInLanguage(error, 'zh-CN')
  expect(message).toContain('“shop”在 3,000 毫秒内没有打开')
  expect(message).not.toContain('防火墙')
})

test('a sentence of our own is said whole, with no English below it', () => {
  const error = new WorkbenchError(
    'invalid-url',
    'The host of the URL is broken. Lists of hosts are not supported: give one.',
  )
  expect(errorInLanguage(error, 'zh-CN')).toEqual({
    message: 'URL 的主机有误。不支持多个主机：请只填写一个。',
    original: null,
  })
})

test('a statement that was cancelled says by what', () => {
  const error = new WorkbenchError('statement-cancelled', 'Cancelled in the pool monitor.')
  expect(errorInLanguage(error, 'zh-CN')).toEqual({
    message: '已在连接池监控中取消。',
    original: null,
  })
})

test('errors of the window itself are shown as they are', () => {
  expect(errorInLanguage(new TypeError('x is not iterable'), 'zh-CN').message).toBe(
    'x is not iterable',
  )
})
