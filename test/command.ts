/** The built command, made once however many test files want it at the same time. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const lock = join('node_modules', '.evaluate-is-being-built')
const isFresh = (): boolean => Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 60_000

/** Waits while another test file builds; then builds where the sources are newer. */
export async function built(): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      if (!isFresh()) rmdirSync(lock)
      await setTimeout(200)
    }
  }
  try {
    // Without a file it says so and stops; what matters is that it was built before.
    run([])
  } finally {
    rmdirSync(lock)
  }
}

export function run(
  args: string[],
  input = '',
  env: Record<string, string> = {},
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('node', ['scripts/evaluate.js', ...args], { input, encoding: 'utf8', env: { ...process.env, ...env } })
}
