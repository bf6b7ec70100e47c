type Texts = {
  /** As both windows knew it last; undefined: this window never saw it on disk. */
  readonly base: string | undefined
  readonly ours: string
  readonly theirs: string
  /** This window has something of the tab that is not on disk. */
  readonly isUnsaved: boolean
}

/**
 * Whose text a tab shows that two windows have open, after the other one saved it. `both`: each of
 * them typed, so that taking either would lose something.
 */
export function mergeText({ base, ours, theirs, isUnsaved }: Texts): 'ours' | 'theirs' | 'both' {
  if (theirs === ours || theirs === base) return isUnsaved || theirs !== ours ? 'ours' : 'theirs'
  return ours === base ? 'theirs' : 'both'
}
