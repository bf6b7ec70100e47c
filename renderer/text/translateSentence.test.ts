import { expect, test } from 'vitest'
import { sentenceTranslator } from './translateSentence.ts'
import { fillings, sentences } from './zh-CN/mainSentences.ts'

const translate = sentenceTranslator({ sentences, fillings })

test('a sentence is said in Chinese, its facts as they were', () => {
  expect(translate('fewer than the 2 to keep open')).toBe('少于应保持打开的 2 个')
  expect(translate('“Query 8” has held it for 3,002 ms, above 3,000 ms')).toBe(
    '“Query 8”已占用 3,002 毫秒，超过 3,000 毫秒',
  )
})

test('sentences within sentences are, too, and words that stand for a part', () => {
  expect(
    translate('The port of the URL is broken. It has to be a number from 1 to 65535, not 99999.'),
  ).toBe('URL 的端口有误。必须是 1 到 65535 之间的数字，而不是 99999。')
  expect(translate('scaled down: 0.2 of 4 busy, under 20 % for 60 s: 4 → 2')).toBe(
    '缩容：60 秒内平均 0.2/4 个繁忙，低于 20 %：4 → 2',
  )
})

test('of several sentences and reasons in a row, each is said', () => {
  expect(translate('15 attempts failed within 3,010 ms. Next attempt in 4,200 ms')).toBe(
    '3,010 毫秒内 15 次尝试失败。4,200 毫秒后再次尝试',
  )
  expect(translate('2 lost within a minute; 1 waited in vain within a minute')).toBe(
    '一分钟内断开 2 个； 一分钟内 1 个请求没有等到连接',
  )
  expect(translate('left in a transaction; reset failed: still so')).toBe(
    '归还时事务未结束；重置失败：仍未恢复',
  )
})

test('words of a server stay, and what is said about them is Chinese', () => {
  expect(translate('relation "a. b" does not exist')).toBe('relation "a. b" does not exist')
  expect(translate('FATAL: too many clients already. Not sure. Next attempt in 120 ms.')).toBe(
    'FATAL: too many clients already. Not sure. 120 毫秒后再次尝试。',
  )
})

test('names are no sentences, even if they look like one of ours', () => {
  expect(translate('The pool of “first use” is closed. Run again to open a new one.')).toContain(
    '连接池已关闭',
  )
  expect(translate('There is no table or view “table” in “port”.')).toBe(
    '“port”中没有表或视图“table”。',
  )
})

test('a long report of a server is not searched through', () => {
  const report = `${'x'.repeat(5_000)} first use`
  expect(translate(report)).toBe(report)
})
