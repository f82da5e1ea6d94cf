/**
 * Stands in for json-rules-engine's JSONPath in what is built: guidelines have no `path`, and without it no code that
 * makes code from text is shipped. A condition that asked for a path would fail loudly.
 */
export function JSONPath(): never {
  throw new Error('conditions have no path')
}
