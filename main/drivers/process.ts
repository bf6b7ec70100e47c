/**
 * A child process that answers messages by structured clone: Electron's `utilityProcess` there,
 * `child_process.fork` elsewhere. `modulePath` is a built file under `out/main`.
 */
export type SpawnProcess = (moduleName: string) => ChildProcess

export interface ChildProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however the process ended. */
  onExit(listener: (reason: string) => void): void
  /** Ends it at once, whatever it is doing. */
  kill(): void
}
