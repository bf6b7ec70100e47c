import { expect, test } from 'vitest'
import { drivers } from '../main/drivers/registry.ts'
import { sentenceTranslator } from '../renderer/text/translateSentence.ts'
import { driverWords } from '../renderer/text/zh-CN/driverWords.ts'
import { fillings, sentences } from '../renderer/text/zh-CN/mainSentences.ts'
import { sentencesOfMain } from './sentencesOfMain.ts'

const translate = sentenceTranslator({ sentences, fillings })

test('every sentence and reason of main has its Chinese, and its facts stand in it', () => {
  const missing: string[] = []
  for (const [form, path] of sentencesOfMain()) {
    let fact = 7000
    const english = form.replaceAll(/\{\w+\}/g, () => String(++fact))
    const chinese = translate(english)
    const facts = english.match(/70\d\d/g) ?? []
    const isWhole = /\p{Script=Han}/u.test(chinese) && facts.every((each) => chinese.includes(each))
    if (!isWhole) missing.push(`${path}: ${form}`)
  }
  expect(missing).toEqual([])
}, 30_000)

test('every label and help of the connection forms has its Chinese', () => {
  const fields = drivers.flatMap(({ profileFields }) => profileFields)
  const words = fields.flatMap(({ label, help, choices = [] }) => [
    label,
    ...(help === undefined ? [] : [help]),
    ...choices.map((choice) => choice.label),
  ])
  expect(words.filter((word) => !Object.hasOwn(driverWords, word))).toEqual([])
})
