import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { WorkbenchError } from '../../contract/errors.ts'

export const TEXT = { type: 'string' } as const
export const FLAG = { type: 'boolean' } as const

export type FlagValues = Record<string, string | boolean | undefined>

export function parseFlags(argv: readonly string[], options: ParseArgsOptionsConfig): FlagValues {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values as FlagValues
  } catch (error) {
    // Node's own sentence, such as “Unknown option '--prot'”, with its advice left out.
    throw wrongUsage(`${(error as Error).message.split('. ')[0]}.`)
  }
}

export function required(values: FlagValues, name: string): string {
  const value = values[name]
  if (typeof value === 'string' && value.trim() !== '') return value
  throw wrongUsage(`--${name} is missing.`)
}

/** `fallback` where the flag is not given. */
export function oneOf<T extends string>(
  values: FlagValues,
  name: string,
  choices: readonly T[],
  fallback?: T,
): T {
  const value = values[name] ?? fallback
  const choice = choices.find((known) => known === value)
  if (choice !== undefined) return choice
  throw wrongUsage(`--${name} takes ${choices.join(', ')}, not “${value}”.`)
}

export const wrongUsage = (message: string) => new WorkbenchError('invalid-request', message)
