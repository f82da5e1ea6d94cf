import { parseArgs } from 'node:util'
import { startRecord } from './record.ts'

const usage = 'Usage: record [--port 8080] [--host 127.0.0.1] [--app dist/app] [--region X] [--no-write]'

try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      app: { type: 'string', default: 'dist/app' },
      region: { type: 'string', default: 'X' },
      'no-write': { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port`)
  const record = await startRecord({ port, host: values.host, app: values.app, region: values.region, write: !values['no-write'] })
  console.log(`Demojournal: ${record.url}/`)
  console.log('Välj roll, öppna en patient och fliken Migränstöd. Avsluta med Ctrl+C.')
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  console.error(code === 'EADDRINUSE' ? 'The port is taken: choose another with --port' : `${message}\n${usage}`)
  process.exitCode = 2
}
