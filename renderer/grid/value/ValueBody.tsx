import { useCallback, useMemo } from 'react'
import { useText } from '../../text/text.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { indexJson } from './indexJson.ts'
import { JsonTree } from './JsonTree.tsx'
import type { Value } from './readValue.ts'
import { lineAt, textLines } from './textLines.ts'
import { useSliced } from './useSliced.ts'
import styles from './ValuePanel.module.css'
import {
  bytesOf,
  hexBytesALine,
  hexLine,
  imageType,
  isWhole,
  textOf,
  type ValueView,
} from './valueViews.ts'
import { useWidth } from './useWidth.ts'
import { VirtualLines } from './VirtualLines.tsx'

/** A text area lays out all of its text at once: beyond this it would hold the window. */
const TEXT_AREA_CHARACTERS = 256 * 1024
/** Characters of a wrapped line where lines are drawn one by one. */
const WRAPPED_CHARACTERS = 80

/** Advance of the data font, and what a line leaves free for the edges and the scrollbar. */
const CHARACTER_WIDTH = 7.8
const LINE_PADDING = 28

type ValueBodyProps = { value: Value; view: ValueView; isWrapped: boolean }

/** A value in one of its views. */
export function ValueBody({ value, view, isWrapped }: ValueBodyProps) {
  switch (view) {
    case 'text':
      return <TextBody text={textOf(value) ?? ''} isWrapped={isWrapped} />
    case 'json':
      return isWhole(value) ? <JsonBody text={textOf(value) ?? ''} /> : <Working />
    case 'hex':
      return <HexBody value={value} />
    case 'image':
      return isWhole(value) ? <ImageBody value={value} /> : <Working />
  }
}

export function TextBody({ text, isWrapped }: { text: string; isWrapped: boolean }) {
  const words = useText()
  if (text.length > TEXT_AREA_CHARACTERS) return <LongText text={text} isWrapped={isWrapped} />
  return (
    <textarea
      readOnly
      className={styles.text}
      aria-label={words('results.cellValue')}
      spellCheck={false}
      wrap={isWrapped ? 'soft' : 'off'}
      value={text}
    />
  )
}

function LongText({ text, isWrapped }: { text: string; isWrapped: boolean }) {
  const words = useText()
  const work = useCallback(
    () => textLines(text, isWrapped ? WRAPPED_CHARACTERS : null),
    [text, isWrapped],
  )
  const lines = useSliced(work)
  if (!lines) return <Working />
  return (
    <VirtualLines
      label={words('results.cellValue')}
      count={lines.starts.length}
      lineAt={(index) => lineAt(lines, index)}
    />
  )
}

function JsonBody({ text }: { text: string }) {
  const words = useText()
  const work = useCallback(() => indexJson(text), [text])
  const index = useSliced(work)
  if (index === undefined) return <Working />
  if (index === null) return <p className={styles.note}>{words('grid.notJson')}</p>
  return <JsonTree key={text.length} index={index} label={words('results.cellValue')} />
}

function HexBody({ value }: { value: Value }) {
  const words = useText()
  const bytes = useMemo(() => bytesOf(value), [value])
  const [host, width] = useWidth()
  const bytesALine = hexBytesALine((width - LINE_PADDING) / CHARACTER_WIDTH)
  return (
    <div ref={host} className={styles.hex}>
      <VirtualLines
        label={words('results.cellValue')}
        count={Math.ceil(bytes.length / bytesALine)}
        lineAt={(line) => {
          const from = line * bytesALine
          return hexLine(from, bytes.subarray(from, from + bytesALine), bytesALine)
        }}
      />
    </div>
  )
}

function ImageBody({ value }: { value: Value }) {
  const words = useText()
  const url = useMemo(() => dataUrl(bytesOf(value)), [value])
  return (
    <div className={styles.picture}>
      <img src={url} alt={words('grid.picture')} />
    </div>
  )
}

function dataUrl(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 8_192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)))
  return `data:${imageType(bytes)};base64,${btoa(pieces.join(''))}`
}

const Working = () => (
  <p className={styles.note}>
    <Spinner />
  </p>
)
