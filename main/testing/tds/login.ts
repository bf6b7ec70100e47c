import { ByteReader } from './ByteReader.ts'

export const ENCRYPTION = { off: 0, on: 1, notSupported: 2, required: 3 } as const

/** What the client asks of encryption in its PRELOGIN (MS-TDS 2.2.6.5). */
export function readEncryption(body: Buffer): number {
  for (let at = 0; body[at] !== 0xff && at < body.length; at += 5)
    if (body[at] === 1) return body[body.readUInt16BE(at + 1)]!
  return ENCRYPTION.notSupported
}

/** Version, encryption, instance, thread and MARS, each with its place, then the values. */
export function preloginAnswer(encryption: number): Buffer {
  const values = [
    { type: 0, value: Buffer.from([16, 0, 0x10, 0, 0, 0]) },
    { type: 1, value: Buffer.from([encryption]) },
    { type: 2, value: Buffer.from([0]) },
    { type: 3, value: Buffer.alloc(0) },
    { type: 4, value: Buffer.from([0]) },
  ]
  let offset = values.length * 5 + 1
  const heads = values.map(({ type, value }) => {
    const head = Buffer.from([type, 0, 0, 0, 0])
    head.writeUInt16BE(offset, 1)
    head.writeUInt16BE(value.length, 3)
    offset += value.length
    return head
  })
  return Buffer.concat([...heads, Buffer.from([0xff]), ...values.map(({ value }) => value)])
}

export type Login = {
  readonly user: string
  readonly password: string
  readonly database: string
  readonly packetBytes: number
}

const FIELDS = { user: 40, password: 44, database: 68 } as const

/** LOGIN7: places and lengths of its texts follow a fixed head (MS-TDS 2.2.6.4). */
export function readLogin(body: Buffer): Login {
  const bytesOf = (at: number) => {
    const offset = body.readUInt16LE(at)
    return body.subarray(offset, offset + body.readUInt16LE(at + 2) * 2)
  }
  const head = new ByteReader(body)
  head.bytes(8)
  return {
    packetBytes: Math.min(32_767, Math.max(512, head.uint32())),
    user: bytesOf(FIELDS.user).toString('utf16le'),
    password: revealed(bytesOf(FIELDS.password)).toString('utf16le'),
    database: bytesOf(FIELDS.database).toString('utf16le'),
  }
}

/** Passwords are sent with their bits turned about, which hides nothing. */
const revealed = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => swapped(byte ^ 0xa5)))
const swapped = (byte: number): number => ((byte >> 4) | (byte << 4)) & 0xff
