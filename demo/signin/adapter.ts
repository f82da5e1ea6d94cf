/** What oidc-provider stores of one session, grant, code or token. */
interface Payload {
  readonly uid?: string
  readonly grantId?: string
  consumed?: number
}

/** Where oidc-provider keeps its sessions, grants, codes and tokens: in memory, one store a record, gone when it stops. */
export function memoryAdapter(): new (model: string) => object {
  const stored = new Map<string, { payload: Payload; until: number }>()

  return class {
    readonly #model: string

    constructor(model: string) {
      this.#model = model
    }

    async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
      stored.set(this.#key(id), { payload, until: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY })
    }

    async find(id: string): Promise<Payload | undefined> {
      const found = stored.get(this.#key(id))
      return found && found.until > Date.now() ? found.payload : undefined
    }

    async findByUid(uid: string): Promise<Payload | undefined> {
      return [...stored].find(([key, { payload }]) => key.startsWith(this.#key('')) && payload.uid === uid)?.[1].payload
    }

    async findByUserCode(): Promise<undefined> {
      return undefined
    }

    async consume(id: string): Promise<void> {
      const payload = await this.find(id)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    }

    async destroy(id: string): Promise<void> {
      stored.delete(this.#key(id))
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of stored) if (payload.grantId === grantId) stored.delete(key)
    }

    #key(id: string): string {
      return `${this.#model}:${id}`
    }
  }
}
