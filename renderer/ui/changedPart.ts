import type { TextRange } from './sqlDocuments.ts'

/** The part of a text that has to be replaced to make another of it, and by what. */
export function changedPart(before: string, after: string): TextRange & { readonly text: string } {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from++
  let end = 0
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from, to: before.length - end, text: after.slice(from, after.length - end) }
}
