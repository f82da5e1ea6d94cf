/** What a token's scopes let it create, in either spelling and any order. */

import { type WrittenKind, writtenKinds } from './writing.ts'

/** A scope narrowed by a query (`?category=…`) is none: nobody knows whether ours fits it. */
export function mayCreate(scope: string): ReadonlySet<WrittenKind> {
  const granted = scope.split(/\s+/).flatMap((one) => {
    const parts = /^(?:patient|user)\/(\*|[A-Za-z]+)\.(read|write|\*|[cruds]+)$/.exec(one)
    const creates = parts && (parts[2] === 'write' || parts[2] === '*' || (parts[2] !== 'read' && parts[2]!.includes('c')))
    return creates ? [parts[1]!] : []
  })
  return new Set(writtenKinds.filter((kind) => granted.includes(kind) || granted.includes('*')))
}
