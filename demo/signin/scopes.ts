import { servedTypes } from '../fhir/types.ts'

/** What an app may do with a kind of resource: the letters of SMART 2, in their order. */
export type Deed = 'c' | 'r' | 'u' | 'd' | 's'

const deeds = ['c', 'r', 'u', 'd', 's'] as const

/** SMART 1 said `read`, `write` and `*`. */
const olderNames: Record<string, string> = { read: 'rs', write: 'cud', '*': 'cruds' }

/** SMART Web Messaging: drafts on the record's scratchpad. */
export const messagingScope = 'messaging/scratchpad'

const launchScopes = ['openid', 'fhirUser', 'profile', 'launch', 'launch/patient', 'online_access', 'offline_access', messagingScope]

/** Every scope that this record can grant, in both spellings, for the kinds it keeps. */
export function grantableScopes(): string[] {
  const rights = [...letterCombinations(), ...Object.keys(olderNames)]
  const resources = [...servedTypes, '*']
  return [
    ...launchScopes,
    ...['patient', 'user'].flatMap((level) => resources.flatMap((type) => rights.map((right) => `${level}/${type}.${right}`))),
  ]
}

/** Whether the scopes allow a deed on a kind, and then for one patient only or for all that the user sees. */
export function allows(scopes: readonly string[], type: string, deed: Deed): 'patient' | 'user' | undefined {
  const levels = scopes.flatMap((scope) => {
    const parts = /^(patient|user)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/.exec(scope)
    if (!parts || (parts[2] !== '*' && parts[2] !== type)) return []
    const letters = olderNames[parts[3] as string] ?? (parts[3] as string)
    return letters.includes(deed) ? [parts[1] as 'patient' | 'user'] : []
  })
  return levels.includes('user') ? 'user' : levels[0]
}

function letterCombinations(): string[] {
  return Array.from({ length: 2 ** deeds.length - 1 }, (_, index) => deeds.filter((_deed, bit) => (index + 1) & (1 << bit)).join(''))
}
