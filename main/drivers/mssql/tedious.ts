/**
 * What the driver takes of the client library: its connection as it is meant to be used, and the
 * reader of its responses, which the driver replaces for rows (it makes doubles of decimals).
 */
export { Connection as Client, Request, TYPES } from 'tedious'
export { Collation } from 'tedious/lib/collation.js'
export { NotEnoughDataError } from 'tedious/lib/token/helpers.js'
export { default as StreamParser } from 'tedious/lib/token/stream-parser.js'
export type { ConnectionConfiguration } from 'tedious'
export type { ColumnMetadata } from 'tedious/lib/token/colmetadata-token-parser.js'
export type { ParserOptions } from 'tedious/lib/token/stream-parser.js'
export type { TokenHandler } from 'tedious/lib/token/handler.js'
export type { Token } from 'tedious/lib/token/token.js'
export type { default as Message } from 'tedious/lib/message.js'
