/**
 * The one limit of the browser tests: how long a state may take to come. Generous, for a machine that does much else at the
 * same time, and beyond the product's own longest patience (15 s); a test that passes never waits for it.
 */
export const patience = 45_000
