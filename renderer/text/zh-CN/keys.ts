import type { keys as english } from '../en/keys.ts'
import type { Translated } from '../phrase.ts'

export const keys: Translated<typeof english> = {
  lifetime: '存活时间…',
  lifetimeOf: '“{name}”的存活时间',
  livesOn: '该键会一直存在，直到被删除。',
  endsIn: '该键将在 {time} 后到期。',
  lasting: '一直存在，直到被删除',
  endsAfter: '到期时间',
  unit: '单位',
  seconds: '秒',
  minutes: '分钟',
  hours: '小时',
  days: '天',
  noTime: '请输入大于 0 的数字。',
  production: '“{name}”是生产环境。',
  deleteKey: '删除键…',
  delete: '删除',
  deleteQuestion: '删除键“{name}”？',
  deleteExplanation: '其值将被删除，且无法恢复。',
  deleteProduction: '“{name}”是生产环境。其值将被删除，且无法恢复。',
  deleted: '“{name}”已删除。',
}
