import { run } from './program.js'

await run('evaluate', 'src/evaluate/main.ts', ['src', 'rules'])
