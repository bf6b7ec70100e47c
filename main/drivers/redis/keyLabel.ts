import { isUtf8 } from 'node:buffer'
import { commandWord } from './commandText.ts'

/** A key, or a part of one, for people: as it is, and as a word of a command where that hides something. */
export function keyLabel(bytes: Buffer): string {
  const text = bytes.toString()
  const isPlain = isUtf8(bytes) && text !== '' && text.trim() === text && !/\p{C}/u.test(text)
  return isPlain ? text : commandWord(bytes)
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const

/** How much a key holds: `4 B` of a string, `200,000` entries of others. */
export function keySize(type: string, size: string): string {
  const amount = Number(size)
  if (size === '' || !Number.isFinite(amount)) return size
  if (type !== 'string') return amount.toLocaleString('en')
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, amount)) / 10))
  const inUnit = amount / 1024 ** step
  const shown = inUnit < 9.95 && step > 0 ? inUnit.toFixed(1) : String(Math.round(inUnit))
  return `${shown} ${UNITS[step]}`
}
