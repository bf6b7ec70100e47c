import type { BrowseNode, BrowsePage } from './explorer.ts'

/** A level so far with its next part: nodes that come again are counted together. */
export function joinPages(before: BrowsePage | null, next: BrowsePage): BrowsePage {
  if (!before) return next
  const nodes = new Map(before.nodes.map((node) => [keyOf(node), node]))
  for (const node of next.nodes) {
    const known = nodes.get(keyOf(node))
    nodes.set(keyOf(node), known ? { ...node, count: sum(known.count, node.count) } : node)
  }
  return { nodes: [...nodes.values()], nextCursor: next.nextCursor }
}

const keyOf = ({ path }: BrowseNode): string => JSON.stringify(path)

const sum = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : a + b
