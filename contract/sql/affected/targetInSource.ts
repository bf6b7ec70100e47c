import type { Token } from '../significantTokens.ts'
import { bare, dottedName, isName, nameLength, type Stretch } from './names.ts'

/** A table of FROM, by name. */
type Item = {
  readonly relation: string
  /** As the rest of the statement calls it. */
  readonly called: string
  readonly stretch: Stretch
  readonly index: number
}

const NOT_ALIASES = new Set(
  'on join inner left right full cross outer where with tablesample pivot unpivot'.split(' '),
)

/**
 * Where the target of a T-SQL statement stands in its FROM; null: it does not. `unclear`: more than
 * once, or joined so that not each row found is one that changes.
 */
export function targetInSource(
  target: string,
  source: readonly Token[],
): Pick<Item, 'relation' | 'stretch'> | 'unclear' | null {
  const items = itemsOf(source)
  const isTarget = ({ relation, called }: Item) => same(called, target) || same(relation, target)
  const called = items.filter((item) => same(item.called, target))
  const found = called.length > 0 ? called : items.filter(isTarget)
  const words = source.map(({ word }) => word)
  if (found.length === 0) {
    const last = bare(target.split('.').at(-1)!)
    return source.some(({ text }) => bare(text) === last) ? 'unclear' : null
  }
  const [item, ...others] = found
  const isOuter = words.includes('right') || words.includes('full')
  const isBehindOuter = words.slice(0, item!.index).some((word) => OUTER.has(word))
  return others.length > 0 || isOuter || isBehindOuter ? 'unclear' : item!
}
const OUTER = new Set(['left', 'outer'])

const same = (one: string, other: string): boolean =>
  one.split('.').map(bare).join('.') === other.split('.').map(bare).join('.')

function itemsOf(source: readonly Token[]): Item[] {
  const depth = source[0]?.depth
  return source.flatMap((token, index) => {
    const before = source[index - 1]
    const begins = !before || before.text === ',' || BEFORE_ITEMS.has(before.word)
    if (!begins || token.depth !== depth || !isName(token)) return []
    const rest = source.slice(index)
    const length = nameLength(rest)
    const named = rest[length]?.word === 'as' ? length + 1 : length
    const alias = NOT_ALIASES.has(rest[named]?.word ?? '') ? undefined : rest[named]
    const relation = dottedName(rest)
    const last = isName(alias) ? alias : rest[length - 1]!
    const called = isName(alias) ? alias.text : relation
    return { relation, called, stretch: { from: token.from, to: last.to }, index }
  })
}
const BEFORE_ITEMS = new Set(['join', 'apply'])
