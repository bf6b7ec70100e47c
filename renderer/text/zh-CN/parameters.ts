import type { parameters as en } from '../en/parameters.ts'
import type { Translated } from '../phrase.ts'

export const parameters: Translated<typeof en> = {
  title: '本次运行的参数值',
  typeOf: '{name} 的类型',
  text: '文本',
  number: '数字',
  date: '日期',
  boolean: '布尔',
  null: 'NULL',
  noNumber: '{name} 不是数字。请输入如 42 或 3.14 的数字，或选择其他类型。',
  noDate: '{name} 不是日期。请输入如 2024-12-31 或 2024-12-31 18:00 的日期，或选择其他类型。',
}
