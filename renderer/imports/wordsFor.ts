import type { Text } from '../text/text.ts'
import type { RowsBecome } from './importPlaces.ts'
import type { ImportPlace } from './importStore.ts'

/** What the wizard calls the place that rows go to. */
export type PlaceWords = {
  readonly title: string
  readonly step: string
  readonly place: string
  readonly placeHelp?: string
  readonly placeMissing: string
  /** Above what is written. */
  readonly ddl: string
  readonly note?: string
  readonly maxRejectsHelp: string
}

export function wordsFor(kind: RowsBecome, { table }: ImportPlace, text: Text): PlaceWords {
  switch (kind) {
    case 'tables':
      return {
        title: table === null ? text('imports.titleNew') : text('imports.titleInto', { table }),
        step: text('imports.stepTarget'),
        place: text('imports.table'),
        placeMissing: text('imports.tableMissing'),
        ddl: text('imports.ddl'),
        maxRejectsHelp: text('imports.maxRejectsHelp'),
      }
    case 'keys':
      return {
        title: text('imports.titleKeys'),
        step: text('imports.stepKeys'),
        place: text('imports.keyPrefix'),
        placeHelp: text('imports.keyPrefixHelp'),
        placeMissing: text('imports.tableMissing'),
        ddl: text('imports.keyCommand'),
        note: text('imports.keysNote'),
        maxRejectsHelp: text('imports.maxRejectsHelpKeys'),
      }
    case 'points':
      return {
        title: text('imports.titlePoints'),
        step: text('imports.stepPoints'),
        place: text('imports.measurement'),
        placeMissing: text('imports.measurementMissing'),
        ddl: text('imports.pointLine'),
        note: text('imports.pointsNote'),
        maxRejectsHelp: text('imports.maxRejectsHelpKeys'),
      }
  }
}
