/**
 * One reply of the server, or a part of one, without loss: bulk strings stay bytes, integers are
 * bigints, doubles numbers, status lines strings.
 */
export type Reply =
  | Buffer
  | string
  | bigint
  | number
  | boolean
  | null
  | ReplyError
  | ReplyMap
  | readonly Reply[]

/** An error of the server: its first word, such as `WRONGTYPE`, and the whole line. */
export class ReplyError {
  readonly line: string

  constructor(line: string) {
    this.line = line
  }

  get prefix(): string {
    return this.line.split(' ', 1)[0]!
  }
}

/** A map in the order the server sent it; names may be anything and stand twice. */
export class ReplyMap {
  readonly entries: readonly (readonly [Reply, Reply])[]

  constructor(flat: readonly Reply[]) {
    this.entries = Array.from({ length: flat.length / 2 }, (_, at) => [
      flat[at * 2]!,
      flat[at * 2 + 1]!,
    ])
  }

  /** The value under a name; undefined: there is none. */
  get(name: string): Reply | undefined {
    return this.entries.find(([key]) => nameText(key) === name)?.[1]
  }
}

/** A reply as the name of something: of a field, a column, a node. */
export const nameText = (reply: Reply | undefined): string =>
  reply instanceof Buffer ? reply.toString() : typeof reply === 'object' ? '' : String(reply)
