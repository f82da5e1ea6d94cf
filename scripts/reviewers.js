import { run } from './program.js'

await run('knowledge', 'scripts/knowledge/main.ts', ['src', 'rules', 'scripts', 'test'])
