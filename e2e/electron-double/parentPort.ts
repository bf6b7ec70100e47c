import { EventEmitter } from 'node:events'

/** Gives a child of the double's `utilityProcess` its `process.parentPort`. */
class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message, undefined, undefined, () => {})
  }
}

const parentPort = new ParentPort()
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }))
process.once('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', { value: parentPort })
