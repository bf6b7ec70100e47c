import { afterEach, expect, test } from 'vitest'
import { en } from './en.ts'
import { languageOfSystem, speak } from './language.ts'
import { formatPhrase, type Phrase } from './phrase.ts'
import { text } from './text.ts'
import { zhCN } from './zh-CN.ts'

afterEach(() => speak('en'))

test('a phrase takes its parameters, numbers written as the language does', () => {
  expect(formatPhrase('{name}: {count} rows', { name: 'orders', count: 1_234_567 }, 'en')).toBe(
    'orders: 1,234,567 rows',
  )
})

test('the count chooses the form', () => {
  const phrase = { one: '{count} match', other: '{count} matches' }
  expect(formatPhrase(phrase, { count: 1 }, 'en')).toBe('1 match')
  expect(formatPhrase(phrase, { count: 0 }, 'en')).toBe('0 matches')
})

test('a missing parameter stays visible', () => {
  expect(formatPhrase('Hello {name}', {}, 'en')).toBe('Hello {name}')
})

test('a value that looks like a placeholder is not filled in again', () => {
  expect(formatPhrase('{name}', { name: '{count}', count: 1 }, 'en')).toBe('{count}')
})

test('the language switches when its words are there, and at once where they are', async () => {
  expect(text('connections.newConnection')).toBe('New connection')
  const loading = speak('zh-CN')
  expect(text('connections.newConnection')).toBe('New connection')
  await loading
  expect(text('connections.newConnection')).toBe('新建连接')
  void speak('en')
  expect(text('connections.newConnection')).toBe('New connection')
  void speak('zh-CN')
  expect(text('connections.newConnection')).toBe('新建连接')
})

test('the first language of the system that is spoken here is taken', () => {
  expect(languageOfSystem(['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN')
  expect(languageOfSystem(['de'])).toBe('en')
})

test('both languages use the same parameters in every phrase', () => {
  const parametersOf = (phrase: Phrase) =>
    [...JSON.stringify(phrase).matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted()
  const english: Record<string, Record<string, Phrase>> = en
  const chinese: Record<string, Record<string, Phrase>> = zhCN
  for (const [group, phrases] of Object.entries(english))
    for (const [key, phrase] of Object.entries(phrases)) {
      const translated = chinese[group]?.[key]
      expect(translated, `${group}.${key}`).toBeDefined()
      expect(new Set(parametersOf(translated ?? '')), `${group}.${key}`).toEqual(
        new Set(parametersOf(phrase)),
      )
    }
})
