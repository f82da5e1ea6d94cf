// `npm start`: builds the app and the demo record, then serves both on one port of this machine.
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
await build({ root, logLevel: 'warn' })
await build({ root, logLevel: 'warn', build: { ssr: true, rollupOptions: { input: { demo: join(root, 'demo/main.ts') } } } })
await import(join(root, 'dist/node/demo.js'))
