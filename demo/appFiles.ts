import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { Hono } from 'hono'
import { clientId } from './signin/provider.ts'

/** The strictest policy that the app must live with: nothing inline, nothing evaluated, nobody else's frame. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const notBuilt = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Migränstöd är inte byggt</title>
<main><h1>Appen är inte byggd</h1><p>Kör <code>npm run build</code> och ladda om sidan.</p></main></html>`

/** The built app below `/app`, with its settings for this record. */
export function appFiles(origin: string, folder: string, settings: { region: string; write: boolean }): Hono {
  const root = resolve(folder)
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', policy)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
  })

  app.get('/site.json', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ clientId, iss: [`${origin}/fhir`], region: settings.region, scopeVersion: 2, write: settings.write })
  })

  app.get('/*', async (c) => {
    const name = decodeURIComponent(c.req.path.replace(/^\/app\/?/, '')) || 'index.html'
    const path = resolve(root, name)
    if (!path.startsWith(root + sep)) return c.notFound()
    const type = types[extname(path)] ?? 'application/octet-stream'
    try {
      const bytes = await readFile(path)
      // Only files whose name holds their hash may be kept.
      const hashed = /-[\w-]{8}\.\w+$/.test(path)
      return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-store' })
    } catch {
      return extname(path) === '.html' ? c.html(notBuilt, 503) : c.notFound()
    }
  })
  return app
}
