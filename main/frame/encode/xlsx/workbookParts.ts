/** The fixed parts of a workbook (ECMA-376, part 1), and those that depend on the sheets alone. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Decimals are shown with as many places as they are stored with, up to this. */
export const LARGEST_SHOWN_SCALE = 15

/** Places in the list of cell formats that `styles` writes. */
export const STYLES = {
  header: 1,
  date: 2,
  seconds: 3,
  milliseconds: 4,
  /** That of a decimal of scale 1; the others follow. */
  firstScale: 5,
} as const

/** Excel's names for what is shown; numbers up to 163 are its own. */
const FORMATS = [
  'yyyy\\-mm\\-dd',
  'yyyy\\-mm\\-dd\\ hh:mm:ss',
  'yyyy\\-mm\\-dd\\ hh:mm:ss.000',
  ...Array.from({ length: LARGEST_SHOWN_SCALE }, (_, index) => `0.${'0'.repeat(index + 1)}`),
]
const FIRST_FORMAT = 164

export const sheetName = (index: number): string => (index === 0 ? 'Result' : `Result ${index + 1}`)
export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

/** The first row stays in view. */
export const SHEET_START =
  `${XML}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '</sheetView></sheetViews><sheetData>'
export const SHEET_END = '</sheetData></worksheet>'

export function contentTypes(sheetCount: number): string {
  const part = (path: string, kind: string): string =>
    `<Override PartName="/${path}" ContentType="${CONTENT}.${kind}+xml"/>`
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    part('xl/workbook.xml', 'sheet.main') +
    part('xl/styles.xml', 'styles') +
    eachSheet(sheetCount, (index) => part(sheetPath(index), 'worksheet')) +
    '</Types>'
  )
}

export const packageRelations = (): string =>
  relations(relation(1, 'officeDocument', 'xl/workbook.xml'))

export const workbookRelations = (sheetCount: number): string =>
  relations(
    eachSheet(sheetCount, (index) =>
      relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`),
    ) + relation(sheetCount + 1, 'styles', 'styles.xml'),
  )

export function workbook(sheetCount: number): string {
  const sheets = eachSheet(
    sheetCount,
    (index) => `<sheet name="${sheetName(index)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`
}

export function styles(): string {
  const formats = FORMATS.map(
    (code, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${code}"/>`,
  ).join('')
  const cells = FORMATS.map(
    (_, index) =>
      `<xf numFmtId="${FIRST_FORMAT + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  ).join('')
  return (
    `${XML}<styleSheet xmlns="${SHEETS}">` +
    `<numFmts count="${FORMATS.length}">${formats}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
    '<fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${FORMATS.length + 2}">` +
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
    `${cells}</cellXfs></styleSheet>`
  )
}

const relations = (content: string): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`

const relation = (number: number, kind: string, target: string): string =>
  `<Relationship Id="rId${number}" Type="${OFFICE}/${kind}" Target="${target}"/>`

const eachSheet = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join('')
