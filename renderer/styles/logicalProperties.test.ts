import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Sides of the screen, which stay where they are when the text runs from right to left. */
const PHYSICAL = [
  /(?:^|[\s;{])(?:margin|padding|scroll-margin|scroll-padding)-(?:left|right)\s*:/,
  /(?:^|[\s;{])border-(?:left|right)(?:-\w+)?\s*:/,
  /(?:^|[\s;{])border-(?:top|bottom)-(?:left|right)-radius\s*:/,
  /(?:^|[\s;{])(?:left|right)\s*:/,
  /(?:^|[\s;{])(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b/,
  /(?:^|[\s;{])(?:justify-\w+|align-\w+)\s*:\s*(?:left|right)\b/,
]
const SHORTHAND =
  /(?:^|[\s;{])(?:margin|padding|inset|border-width|border-style|border-color)\s*:\s*([^;}]+)/
const CORNERS = /(?:^|[\s;{])border-radius\s*:\s*([^;}/]+)/

/** Values of a shorthand; what stands in brackets is one. */
const valuesOf = (value: string): string[] =>
  value.trim().match(/[^\s()]*\((?:[^()]|\([^()]*\))*\)|[^\s]+/g) ?? []

/** Declarations that would stay on the wrong side. */
export function physicalDeclarations(css: string): string[] {
  const declarations = css.replaceAll(/\/\*[^]*?\*\//g, '').match(/[^;{}]+:[^;{}]+(?=[;}])/g) ?? []
  return declarations.map((each) => each.trim()).filter(isPhysical)
}

function isPhysical(declaration: string): boolean {
  if (PHYSICAL.some((pattern) => pattern.test(declaration))) return true
  const sides = valuesOf(SHORTHAND.exec(declaration)?.[1] ?? '')
  if (sides.length === 4 && sides[1] !== sides[3]) return true
  const [first, second, third, fourth] = valuesOf(CORNERS.exec(declaration)?.[1] ?? '')
  // Top left, top right, bottom right, bottom left; what is left out is as the opposite corner.
  if (second === undefined) return false
  return first !== second || (third ?? first) !== (fourth ?? second)
}

test.each([
  'margin-left: 4px',
  'left: 0',
  'text-align: right',
  'border-right: 1px solid red',
  'padding: 1px 2px 3px 4px',
  'border-radius: 4px 0 0 4px',
])('knows %s as tied to a side', (declaration) => {
  expect(physicalDeclarations(`.a { ${declaration}; }`)).toEqual([declaration])
})

test.each([
  'margin-inline-start: 4px',
  'inset: 0 auto',
  'padding: 1px calc(2px + var(--a, 3px)) 3px calc(2px + var(--a, 3px))',
  'border-radius: 4px 4px 0 0',
  'text-align: end',
])('lets %s be', (declaration) => {
  expect(physicalDeclarations(`.a { ${declaration}; }`)).toEqual([])
})

describe('no style sheet is tied to the left or the right', () => {
  test.each(globSync('renderer/**/*.css'))('%s', (path) => {
    expect(physicalDeclarations(readFileSync(path, 'utf8'))).toEqual([])
  })
})

test('no style in markup is tied to the left or the right', () => {
  const tied = globSync('renderer/**/*.tsx').filter((path) =>
    /\b(?:margin|padding|border)(?:Left|Right)\b/.test(readFileSync(path, 'utf8')),
  )
  expect(tied).toEqual([])
})
