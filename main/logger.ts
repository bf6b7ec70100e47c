/** Where main writes what happened to it; `pino` is one. Facts never hold secrets or parameters. */
export interface Logger {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Takes everything and keeps nothing. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
