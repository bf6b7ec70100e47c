import type { common as en } from '../en/common.ts'
import type { Translated } from '../phrase.ts'

export const common: Translated<typeof en> = {
  save: '保存',
  cancel: '取消',
  close: '关闭',
  delete: '删除',
  edit: '编辑',
  copy: '复制',
  retry: '重试',
  refresh: '刷新',
  loading: '正在加载…',
  search: '搜索',
  clearSearch: '清除搜索',
  more: '更多',
  dismiss: '关闭提示',
  details: '详细信息',
  optional: '可选',
  yes: '是',
  no: '否',
  copied: '已复制',
  seconds: '{amount} 秒',
  minutesSeconds: '{minutes} 分 {seconds} 秒',
  hoursMinutes: '{hours} 小时 {minutes} 分',
  byte: '1 字节',
  bytes: '{amount} 字节',
  savedTo: '已保存到 {path}',
}
