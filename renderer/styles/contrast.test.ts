import { describe, expect, test } from 'vitest'
import tokens from './tokens.css?raw'

/** WCAG 2.2, AA: text of this size needs at least this ratio. */
const LEAST_RATIO = 4.5

const SOLID = ['bg', 'surface', 'surface-raised', 'surface-sunken', 'selected', 'selected-quiet']
/** Laid over another colour. */
const VEILS = ['hover', 'selection']

type Colour = readonly [red: number, green: number, blue: number]

function themeTokens(theme: string): ReadonlyMap<string, string> {
  const [, block = ''] = new RegExp(`\\[data-theme='${theme}'\\] \\{(.*?)\\n\\}`, 's').exec(tokens)!
  return new Map(
    [...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name!, value!]),
  )
}

function colourOf(value: string, under?: Colour): Colour {
  if (value.startsWith('#'))
    return [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16)) as unknown as Colour
  const [red, green, blue, percent] = [...value.matchAll(/\d+/g)].map(Number) as [
    number,
    ...number[],
  ]
  const share = percent! / 100
  return [red, green!, blue!].map(
    (part, index) => part * share + under![index]! * (1 - share),
  ) as unknown as Colour
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  const values = themeTokens(theme)
  const solid = SOLID.map((name) => [name, colourOf(values.get(name)!)] as const)
  const veiled = VEILS.flatMap((veil) =>
    ['bg', 'surface'].map(
      (name) =>
        [`${veil} over ${name}`, colourOf(values.get(veil)!, colourOf(values.get(name)!))] as const,
    ),
  )

  test.each(['text', 'text-dim', 'text-faint'])('%s is read on whatever lies behind it', (name) => {
    const text = colourOf(values.get(name)!)
    const tooFaint = [...solid, ...veiled]
      .map(([behind, colour]) => ({ behind, ratio: contrast(text, colour) }))
      .filter(({ ratio }) => ratio < LEAST_RATIO)
    expect(tooFaint).toEqual([])
  })

  test('links and names in the accent are read on rows, chosen or not', () => {
    const accent = colourOf(values.get('accent')!)
    for (const [, colour] of solid)
      expect(contrast(accent, colour)).toBeGreaterThanOrEqual(LEAST_RATIO)
  })
})
