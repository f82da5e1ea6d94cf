import type { LaunchContext } from '../signin/launches.ts'
import type { SignIn } from '../signin/provider.ts'
import { allows, type Deed } from '../signin/scopes.ts'
import { people } from '../staff.ts'
import { Refusal } from './outcome.ts'
import type { Store } from './store.ts'
import { isShared, type Served } from './types.ts'

/** What one access token may do. Refuses with 401 or 403; never says whether a resource outside exists. */
export class Access {
  readonly grantId: string
  readonly #context: LaunchContext
  readonly #scopes: readonly string[]

  constructor(context: LaunchContext, scopes: readonly string[], grantId: string) {
    this.#context = context
    this.#scopes = scopes
    this.grantId = grantId
  }

  /** Which resources of a kind the token may see; refuses if none. */
  visible(type: string, deed: Deed, store: Store): (resource: Served) => boolean {
    const level = allows(this.#scopes, type, deed)
    if (level === 'user') return () => true
    if (level === 'patient') return isShared(type) ? () => true : (resource) => store.ownerOf(resource) === this.#context.patient
    const own = this.#ownResources()
    if (deed === 'r' && own.some((reference) => reference.startsWith(`${type}/`))) {
      return (resource) => own.includes(`${resource.resourceType}/${resource.id}`)
    }
    throw new Refusal(403, 'forbidden', `The granted scopes do not allow this on ${type}`)
  }

  /** Whether a resource may come along as an include. */
  mayInclude(resource: Served, store: Store): boolean {
    return allows(this.#scopes, resource.resourceType, 'r') !== undefined && this.visible(resource.resourceType, 'r', store)(resource)
  }

  /** Refuses a search that names another patient: an empty answer would look like a patient without findings. */
  refuseOthers(type: string, patients: readonly string[]): void {
    if (allows(this.#scopes, type, 's') !== 'user' && patients.some((patient) => patient !== this.#context.patient)) {
      throw new Refusal(403, 'forbidden', 'The access token holds for another patient')
    }
  }

  /** `openid fhirUser` lets an app read who is signed in. */
  #ownResources(): string[] {
    if (!this.#scopes.includes('fhirUser')) return []
    const { id, organization } = people[this.#context.role]
    return [`Practitioner/${id}`, `PractitionerRole/uppdrag-${id}`, `Organization/${organization.id}`]
  }
}

/** Reads the bearer token of a request. */
export async function accessOf(authorization: string | undefined, signIn: SignIn): Promise<Access> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  const found = token ? await signIn.check(token) : undefined
  if (!found) throw new Refusal(401, 'login', 'The access token is missing, unknown or too old')
  return new Access(found.context, found.scopes, found.grantId)
}
