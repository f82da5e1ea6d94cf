/**
 * Stands in for json-rules-engine's event emitter in what is built: its answers are read from the run's result, and
 * nobody listens. A function, since the engine is written for older classes; one that listened would fail loudly.
 */
export default function NoEvents(): void {
  // Nothing to set up.
}
NoEvents.prototype = {
  emitAsync: (): Promise<never[]> => Promise.resolve([]),
  on: (): never => {
    throw new Error('nobody listens to events')
  },
}
