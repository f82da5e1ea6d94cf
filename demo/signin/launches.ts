import { randomUUID } from 'node:crypto'
import type { Role } from '../options.ts'

/** What the record hands to an app that starts: whose chart, who is signed in, and what for. */
export interface LaunchContext {
  readonly patient: string
  readonly role: Role
  readonly needPatientBanner: boolean
  readonly smartStyleUrl: string | undefined
  readonly intent: string | undefined
  readonly fhirContext: object[] | undefined
  /** By which the record's window knows the app's messages; nothing where the app stands in no window of the record. */
  readonly messagingHandle: string | undefined
}

const lifetimeMs = 5 * 60_000

/** Launch handles, which hold for five minutes, and the contexts of the grants that came of them. */
export class Launches {
  readonly #handles = new Map<string, { context: LaunchContext; until: number }>()
  readonly #grants = new Map<string, LaunchContext>()

  /** A new handle for the `launch` parameter. */
  mint(context: LaunchContext): string {
    const handle = randomUUID()
    this.#handles.set(handle, { context, until: Date.now() + lifetimeMs })
    return handle
  }

  open(handle: string): LaunchContext | undefined {
    const found = this.#handles.get(handle)
    return found && found.until > Date.now() ? found.context : undefined
  }

  keep(grantId: string, context: LaunchContext): void {
    this.#grants.set(grantId, context)
  }

  ofGrant(grantId: string | undefined): LaunchContext | undefined {
    return this.#grants.get(grantId ?? '')
  }
}
