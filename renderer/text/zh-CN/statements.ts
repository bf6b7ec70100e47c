import type { statements as english } from '../en/statements.ts'
import type { Translated } from '../phrase.ts'

export const statements: Translated<typeof english> = {
  title: '语句',
  none: '此连接池上尚未执行任何语句。',
  clear: '清除此连接池的执行记录',
  statement: '语句',
  count: '次数',
  total: '总计（毫秒）',
  mean: '平均（毫秒）',
  slowest: '最慢（毫秒）',
  rows: '行数',
  errors: '错误',
  slow: '慢语句',
  noSlow: '没有任何执行达到右侧的阈值。',
  from: '自',
  threshold: '慢语句阈值',
  label: '来源',
  when: '时间',
  time: '耗时（毫秒）',
  failed: '失败',
  open: '在新标签页中打开',
}
