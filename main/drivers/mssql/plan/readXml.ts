export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
}

const PART =
  /<(?:[?!][^>]*|\/(?<end>[\w:.-]+)\s*|(?<name>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?<closed>\/)?)>/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITY = /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/**
 * The elements of XML that the server made, which has no text between them that matters: its root.
 * Null where the text is no XML.
 */
export function readXml(text: string): XmlElement | null {
  const top: XmlElement[] = []
  const open: { name: string; children: XmlElement[] }[] = [{ name: '', children: top }]
  for (const { groups = {} } of text.matchAll(PART)) {
    if (groups.end !== undefined) {
      if (open.length < 2 || open.pop()!.name !== groups.end) return null
    } else if (groups.name !== undefined) {
      const children: XmlElement[] = []
      const { name } = groups
      open.at(-1)!.children.push({ name, attributes: attributesOf(groups.attributes!), children })
      if (groups.closed === undefined) open.push({ name, children })
    }
  }
  return open.length === 1 ? (top[0] ?? null) : null
}

function attributesOf(written: string): Record<string, string> {
  const found = [...written.matchAll(ATTRIBUTE)]
  return Object.fromEntries(
    found.map(([, name, double, single]) => [name!, plainText(double ?? single ?? '')]),
  )
}

const plainText = (text: string): string =>
  text.replaceAll(ENTITY, (whole, hexadecimal?: string, decimal?: string, name?: string) => {
    if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return NAMED[name!.toLowerCase()] ?? whole
  })

/** All elements below whose name fits, but for those inside of a `border` or of one that fits. */
export function* nearest(
  element: XmlElement,
  names: RegExp,
  border: RegExp | null = null,
): Generator<XmlElement> {
  for (const child of element.children) {
    if (names.test(child.name)) yield child
    else if (!border?.test(child.name)) yield* nearest(child, names, border)
  }
}
