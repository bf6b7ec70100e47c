import { beforeAll, expect, test } from 'vitest'
import type { DriverInfo } from '../../contract/drivers.ts'
import { speak } from '../text/language.ts'
import { inLanguage } from './inLanguage.ts'

beforeAll(() => speak('zh-CN'))

const driver = {
  id: 'x',
  profileFields: [
    {
      name: 'tls',
      label: 'TLS',
      kind: 'choice',
      isRequired: false,
      choices: [{ value: 'off', label: 'Off' }],
    },
    { name: 'odd', label: 'Odd setting', kind: 'text', isRequired: false, help: 'Never seen.' },
  ],
} as unknown as DriverInfo

test('a form speaks the language of the window', () => {
  const [tls] = inLanguage(driver, 'zh-CN').profileFields
  expect(tls?.choices).toEqual([{ value: 'off', label: '关闭' }])
})

test('words without a translation stay as they are', () => {
  expect(inLanguage(driver, 'zh-CN').profileFields[1]).toEqual(driver.profileFields[1])
  expect(inLanguage(driver, 'en')).toEqual(driver)
})
