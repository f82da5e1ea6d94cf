/** One request that may write. fhirclient's own follows a `Location` after a create, which fails where nothing but creating is allowed. */

export type Answer = { status: number; location: string | null; body: unknown }
export type Send = (
  request: { method: 'GET' | 'POST'; path: string; resource?: unknown; ifNoneExist?: string },
  signal: AbortSignal,
) => Promise<Answer>

/** Rejects where no answer came; whatever the server said is an answer, also without a body that can be read. */
export const sender =
  (base: string, authorize: (signal: AbortSignal) => Promise<string | null>): Send =>
  async ({ method, path, resource, ifNoneExist }, signal) => {
    const authorization = await authorize(signal)
    const response = await fetch(`${base.replace(/\/$/, '')}/${path}`, {
      method,
      signal,
      headers: {
        Accept: 'application/fhir+json',
        ...(authorization ? { Authorization: authorization } : {}),
        ...(resource ? { 'Content-Type': 'application/fhir+json' } : {}),
        ...(ifNoneExist ? { 'If-None-Exist': ifNoneExist } : {}),
      },
      ...(resource ? { body: JSON.stringify(resource) } : {}),
    })
    const body: unknown = await response.json().catch(() => null)
    return { status: response.status, location: response.headers.get('Location'), body }
  }
