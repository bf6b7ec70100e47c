import { driverWords } from './driverWords.ts'
import { connecting } from './sentences/connecting.ts'
import { files } from './sentences/files.ts'
import { pool } from './sentences/pool.ts'
import { statements } from './sentences/statements.ts'

/** What main says, by its English. What stands in `{braces}` is taken over, if a sentence, in Chinese. */
export const sentences: Readonly<Record<string, string>> = {
  ...pool,
  ...connecting,
  ...statements,
  ...files,
  ...driverWords,
  // Choices of the connection form, as errors quote them.
  ...Object.fromEntries(
    Object.entries(driverWords).map(([english, chinese]) => [`“${english}”`, `“${chinese}”`]),
  ),
}

const urlParts: Readonly<Record<string, string>> = {
  url: ' URL ',
  scheme: '协议',
  host: '主机',
  port: '端口',
  path: '路径',
  query: '查询部分',
  user: '用户',
  password: '密码',
  database: '数据库',
  parameter: '参数',
  language: '查询语言',
  'percent-encoding': '百分号编码',
}

/** Single words that are filled into sentences, by the name of their place; others are names. */
export const fillings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  part: urlParts,
  where: urlParts,
  field: driverWords,
  what: {
    ping: ' ping ',
    'the database': '数据库',
    'the SSH server': 'SSH 服务器',
    reset: '重置',
    table: '表',
    view: '视图',
    'table or view': '表或视图',
    'materialized view': '物化视图',
    function: '函数',
    procedure: '存储过程',
    routine: '例程',
    sequence: '序列',
    trigger: '触发器',
    type: '类型',
    index: '索引',
  },
  kind: {
    table: '表',
    view: '视图',
    sequence: '序列',
    trigger: '触发器',
    type: '类型',
    index: '索引',
    call: '调用',
    event: '事件',
  },
  action: { rename: '重命名', truncate: '清空', drop: '删除', call: '调用', count: '计数' },
  verb: { keep: '保存', read: '读取', remove: '删除' },
}
