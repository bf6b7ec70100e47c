import type { history as en } from '../en/history.ts'
import type { Translated } from '../phrase.ts'

export const history: Translated<typeof en> = {
  history: '历史',
  search: '搜索运行过的语句',
  searchHint: '搜索运行过的语句',
  statementsOf: '所属连接',
  allConnections: '所有连接',
  goneConnection: '已移除的连接',
  nothing: '尚未运行任何语句。运行过的每条语句都保存在这里，不含绑定的值。',
  noMatch: '运行过的语句中没有包含“{query}”的。',
  openAgain: '在新标签页中打开',
  copy: '复制语句',
  more: '显示更早的',
  cancelled: '已取消',
}
