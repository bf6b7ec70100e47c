import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, decimalText } from './cellText.ts'
import type { ColumnType } from './columns.ts'

const naive: ColumnType = { kind: 'timestamp', unit: 'us', zone: null }
const instant: ColumnType = { kind: 'timestamp', unit: 'us', zone: 'UTC' }
const SECOND = 1_000_000n

/** Microseconds of a moment that `Date` can hold. */
const microsOf = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000n

describe('integers, booleans and text', () => {
  test('are written as they are, 64 bits without loss', () => {
    expect(cellText({ kind: 'int64' }, -(2n ** 63n))).toBe('-9223372036854775808')
    expect(cellText({ kind: 'int64' }, 10010513897886659n)).toBe('10010513897886659')
    expect(cellText({ kind: 'int16' }, -32_768)).toBe('-32768')
    expect(cellText({ kind: 'bool' }, false)).toBe('false')
    expect(cellText({ kind: 'text' }, ' a\n')).toBe(' a\n')
  })
})

describe('decimals', () => {
  test('keep all digits of their scale', () => {
    expect(cellText({ kind: 'decimal', precision: 38, scale: 20 }, 500n * 10n ** 20n)).toBe(
      '500.00000000000000000000',
    )
    expect(decimalText(-5n, 2)).toBe('-0.05')
    expect(decimalText(0n, 3)).toBe('0.000')
    expect(decimalText(-12n, 0)).toBe('-12')
    expect(decimalText(12n, -3)).toBe('12000')
    expect(decimalText(0n, -3)).toBe('0')
  })

  test('read back as the same unscaled value', () => {
    const unscaled = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n })
    fc.assert(
      fc.property(unscaled, fc.integer({ min: 0, max: 38 }), (value, scale) => {
        const written = decimalText(value, scale)
        expect(written.split('.')[1] ?? '').toHaveLength(scale)
        expect(BigInt(written.replace('.', ''))).toBe(value)
      }),
    )
  })
})

describe('reals', () => {
  test('of 64 bits read back as the same number', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(Number(cellText({ kind: 'float64' }, value))).toBe(value)
      }),
    )
    const shown = [NaN, Infinity, -Infinity, -0, 0.1].map((v) => cellText({ kind: 'float64' }, v))
    expect(shown).toEqual(['NaN', 'Infinity', '-Infinity', '-0', '0.1'])
  })

  test('of 32 bits read back as the same number, with no more digits than it takes', () => {
    fc.assert(
      fc.property(fc.float(), (value) => {
        const written = cellText({ kind: 'float32' }, value)
        expect(Math.fround(Number(written))).toBe(value)
        expect(written.replace(/e.*$/, '').replace(/\D|^0+/g, '').length).toBeLessThanOrEqual(39)
      }),
    )
    const shown = [0.1, 16_777_216, 3.4028234663852886e38, 1e-45, -0, NaN].map((value) =>
      cellText({ kind: 'float32' }, Math.fround(value)),
    )
    expect(shown).toEqual(['0.1', '16777216', '3.4028235e+38', '1e-45', '-0', 'NaN'])
  })

  test('of SQLite look as in its shell', () => {
    const real: ColumnType = { kind: 'float64', text: 'sqlite' }
    const shown = [1, 1e20, 1.5e-5, 0.0001, 123456.789, -2.5, 1e16, 1e17, 0, Infinity, -Infinity]
    expect(shown.map((value) => cellText(real, value))).toEqual([
      '1.0',
      '1.0e+20',
      '1.5e-05',
      '0.0001',
      '123456.789',
      '-2.5',
      '10000000000000000.0',
      '1.0e+17',
      '0.0',
      'Inf',
      '-Inf',
    ])
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(Number(cellText(real, value))).toBe(value)
      }),
    )
  })
})

describe('dates and times', () => {
  test('agree with the calendar of Date from year 1 to 9999', () => {
    const days = fc.integer({ min: -719_162, max: 2_932_896 })
    fc.assert(
      fc.property(days, (day) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
        expect(cellText({ kind: 'date' }, day)).toBe(iso)
      }),
    )
  })

  test('go beyond these years as PostgreSQL writes them', () => {
    const date = (day: number) => cellText({ kind: 'date' }, day)
    expect(date(2_932_897)).toBe('10000-01-01')
    expect(date(-719_163)).toBe('0001-12-31 BC')
    expect(date(-735_160)).toBe('0044-03-15 BC')
    expect(cellText(naive, BigInt(-719_163) * 86_400n * SECOND)).toBe('0001-12-31 00:00:00 BC')
    expect(cellText(instant, BigInt(-719_163) * 86_400n * SECOND)).toBe('0001-12-31 00:00:00+00 BC')
    expect(cellText(naive, 2n ** 63n - 1n)).toBe('294247-01-10 04:00:54.775807')
  })

  test('cut the trailing zeros of the fraction and keep the rest', () => {
    const at = microsOf('2024-01-02T03:04:05Z')
    const shown = [0n, 123_456n, 120_000n, 1n].map((fraction) => cellText(naive, at + fraction))
    expect(shown).toEqual([
      '2024-01-02 03:04:05',
      '2024-01-02 03:04:05.123456',
      '2024-01-02 03:04:05.12',
      '2024-01-02 03:04:05.000001',
    ])
    expect(cellText(naive, -1n)).toBe('1969-12-31 23:59:59.999999')
    expect(cellText({ kind: 'timestamp', unit: 'ns', zone: null }, 1n)).toBe(
      '1970-01-01 00:00:00.000000001',
    )
    expect(cellText({ kind: 'time', unit: 'us' }, 86_400n * SECOND)).toBe('24:00:00')
    expect(cellText({ kind: 'time', unit: 'ns' }, 86_399_999_999_999n)).toBe('23:59:59.999999999')
  })

  test('show an instant in the zone asked for, with its offset', () => {
    const winter = microsOf('2024-01-02T03:04:05Z')
    const summer = microsOf('2024-07-02T23:30:00Z')
    expect(cellText(instant, winter)).toBe('2024-01-02 03:04:05+00')
    const shown = (micros: bigint, zone: string) => cellText(instant, micros, { zone })
    expect(shown(winter, 'Europe/Berlin')).toBe('2024-01-02 04:04:05+01')
    expect(shown(summer, 'Europe/Berlin')).toBe('2024-07-03 01:30:00+02')
    expect(shown(winter, 'Asia/Kolkata')).toBe('2024-01-02 08:34:05+05:30')
    expect(shown(winter, 'America/St_Johns')).toBe('2024-01-01 23:34:05-03:30')
    expect(shown(microsOf('1850-01-01T00:00:00Z'), 'Europe/Berlin')).toMatch(/^1850-01-01 00:53:28/)
    expect(cellText(naive, winter, { zone: 'Europe/Berlin' })).toBe('2024-01-02 03:04:05')
  })

  test('read back as the same instant in every zone', () => {
    const zones = fc.constantFrom('UTC', 'Europe/London', 'Asia/Kathmandu', 'America/New_York')
    const micros = fc.bigInt({ min: 0n, max: 4_102_444_800_000_000n })
    fc.assert(
      fc.property(micros, zones, (value, zone) => {
        const written = cellText(instant, value, { zone })
        const offset = /[+-]\d\d(:\d\d)?$/.exec(written)![0]
        const whole = written.slice(0, 19).replace(' ', 'T')
        const fraction = (/\.(\d+)/.exec(written)?.[1] ?? '').padEnd(6, '0')
        const iso = `${whole}${offset.includes(':') ? offset : `${offset}:00`}`
        expect(microsOf(iso) + BigInt(fraction)).toBe(value)
      }),
    )
  })
})

describe('bytes and mixed columns', () => {
  test('bytes are lower-case hexadecimal, however many', () => {
    expect(cellText({ kind: 'binary' }, Uint8Array.of(0, 0xab, 255))).toBe('0x00abff')
    expect(cellText({ kind: 'binary' }, new Uint8Array())).toBe('0x')
    expect(cellText({ kind: 'binary' }, new Uint8Array(10_000))).toHaveLength(20_002)
  })

  test('a mixed column shows its values without the class tag', () => {
    const shown = ['i12', 'r1.0', 'ttext', 't', 'b00ff'].map((v) => cellText({ kind: 'any' }, v))
    expect(shown).toEqual(['12', '1.0', 'text', '', '0x00ff'])
  })
})
