/** Light or dark: the user's choice for the launch, else what the record's style says, else the computer's setting. */

export type Theme = 'light' | 'dark'

export const systemTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

export function useTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}

/** The record's style (`smart_style_url`): light or dark by its background, its corners and its letters; colours stay ours, for their contrast is tested. */
export async function recordStyle(url: string): Promise<Theme | null> {
  const style = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    .then((answer) => (answer.ok ? (answer.json() as Promise<Record<string, unknown>>) : null))
    .catch(() => null)
  if (!style) return null
  const radius = style['dim_border_radius']
  if (typeof radius === 'string' && /^\d{1,2}px$/.test(radius)) document.documentElement.style.setProperty('--radius', radius)
  const family = style['font_family_body']
  if (typeof family === 'string' && /^[\w\s,'"-]{1,120}$/.test(family)) document.documentElement.style.setProperty('--font', family)
  const background =
    typeof style['color_background'] === 'string' ? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(style['color_background']) : null
  if (!background) return null
  const [r, g, b] = background.slice(1).map((part) => Number.parseInt(part, 16)) as [number, number, number]
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? 'dark' : 'light'
}
