import { startRedis } from '../../main/testing/redisServer.ts'
import type { Scene } from './Scene.ts'

const FILLED: readonly (readonly string[])[] = [
  ...[1, 2, 3, 4].flatMap((reader) => [
    ['HSET', `reader:${reader}`, 'name', `Reader no. ${reader}`, 'books', '9007199254740993'],
    ['SET', `reader:${reader}:visits`, String(reader * 7), 'EX', '90000'],
  ]),
  ['HSET', 'session:8f2c', 'user', 'ada', 'cart', '3', 'language', 'en'],
  ['EXPIRE', 'session:8f2c', '1800'],
  ['RPUSH', 'loans', 'Middlemarch', 'Ulysses', 'Persuasion'],
  ['ZADD', 'scores', '1.5', 'ada', '3', 'grace', '2.25', 'edsger'],
  ['XADD', 'events', '1700000000000-0', 'kind', 'loan', 'book', 'Ulysses'],
]

/** The keys of a Redis as a tree, and one of them as a table. */
export const redisKeys: Scene = async ({ workbench, picture }) => {
  const server = await startRedis()
  try {
    for (const words of FILLED) await server.ask(...words)
    await workbench.addConnection(server.url, 'cache')
    await workbench.open('cache')
    await workbench.open(/^reader:/)
    await workbench.open(/^session:/)
    await workbench.treeItem(/^8f2c/).dblclick()
    await workbench.untilStatus(/^3 rows in /)
    await workbench.row(1).waitFor()
    await picture('redis')
  } finally {
    await server.stop()
  }
}
