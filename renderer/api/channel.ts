/** Carries messages to main and back; one life from open to closed. */
export type Channel = {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** Opens a new channel; rejects when main cannot be reached. */
export type OpenChannel = () => Promise<Channel>

/** Main answers, and refuses this window. */
export class ShutOut extends Error {}
