import { describe, expect, test } from 'vitest'
import tokens from './tokens.css?raw'

/** WCAG 2.2: text of this size needs at least this ratio, by AA and, in high contrast, by AAA. */
const LEAST_RATIOS = { light: 4.5, dark: 4.5, 'contrast-light': 7, 'contrast-dark': 7 }
/** Of edges that must be seen to use a control, and of lines in charts. */
const LEAST_EDGE_RATIO = 3

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

describe.each(Object.entries(LEAST_RATIOS).map(([theme, leastRatio]) => ({ theme, leastRatio })))(
  'in the $theme theme',
  ({ theme, leastRatio }) => {
    const values = themeTokens(theme)
    const solid = SOLID.map((name) => [name, colourOf(values.get(name)!)] as const)
    const veiled = VEILS.flatMap((veil) =>
      ['bg', 'surface'].map(
        (name) =>
          [
            `${veil} over ${name}`,
            colourOf(values.get(veil)!, colourOf(values.get(name)!)),
          ] as const,
      ),
    )

    test.each(['text', 'text-dim', 'text-faint'])(
      '%s is read on whatever lies behind it',
      (name) => {
        const text = colourOf(values.get(name)!)
        const tooFaint = [...solid, ...veiled]
          .map(([behind, colour]) => ({ behind, ratio: contrast(text, colour) }))
          .filter(({ ratio }) => ratio < leastRatio)
        expect(tooFaint).toEqual([])
      },
    )

    test('links and names in the accent are read on rows, chosen or not', () => {
      const accent = colourOf(values.get('accent')!)
      for (const [, colour] of solid)
        expect(contrast(accent, colour)).toBeGreaterThanOrEqual(leastRatio)
    })

    const colour = (name: string): Colour => colourOf(values.get(name)!)

    test.each(['red', 'amber', 'green'])(
      '%s is read on its soft ground and on surfaces',
      (name) => {
        for (const behind of [`${name}-soft`, 'surface', 'surface-raised', 'bg'])
          expect(contrast(colour(name), colour(behind)), behind).toBeGreaterThanOrEqual(leastRatio)
      },
    )

    test.each([
      ['on-accent', 'accent'],
      ['on-accent', 'accent-hover'],
      ['on-red', 'red-fill'],
      ['text', 'match'],
      ['text', 'accent-soft'],
    ])('%s is read on %s', (name, behind) => {
      expect(contrast(colour(name), colour(behind))).toBeGreaterThanOrEqual(4.5)
    })

    test('the marks of connections are seen on whatever lies behind them', () => {
      const marks = [...values].filter(([name]) => name.startsWith('mark-'))
      expect(marks).toHaveLength(8)
      const tooFaint = marks.filter(([, value]) =>
        solid.some(([, behind]) => contrast(colourOf(value), behind) < LEAST_EDGE_RATIO),
      )
      expect(tooFaint).toEqual([])
    })

    test('edges of controls, the focus and lines of charts are seen', () => {
      const lines = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `chart-${number}`)
      for (const name of ['border-strong', 'focus', ...lines])
        expect(contrast(colour(name), colour('surface')), name).toBeGreaterThanOrEqual(
          LEAST_EDGE_RATIO,
        )
    })
  },
)

test('every theme has every colour', () => {
  const names = (theme: string): string[] => [...themeTokens(theme).keys()].toSorted()
  for (const theme of Object.keys(LEAST_RATIOS)) expect(names(theme), theme).toEqual(names('light'))
})
