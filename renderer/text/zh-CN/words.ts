import { sentenceTranslator } from '../translateSentence.ts'
import type { Words } from '../words.ts'
import { zhCN } from '../zh-CN.ts'
import { driverWords } from './driverWords.ts'
import { errorWords } from './errorWords.ts'
import { fillings, sentences } from './mainSentences.ts'

/** Made when it is needed first: a pattern for each sentence takes its time. */
let translate: ((english: string) => string) | null = null

/** All that the window says in Chinese, in one script. */
export const words: Words = {
  dictionary: zhCN,
  say: (english) => (translate ??= sentenceTranslator({ sentences, fillings }))(english),
  errors: errorWords,
  drivers: driverWords,
}
