export const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

/** Where the record tells its look. */
export const stylePath = (theme: Theme): string => `/smart-style-${theme}.json`

const colours: Record<Theme, { background: string; text: string; highlight: string; error: string; success: string }> = {
  light: { background: '#ffffff', text: '#1c2226', highlight: '#0b5775', error: '#a01620', success: '#14623a' },
  dark: { background: '#1b2227', text: '#e7edf0', highlight: '#7cc7e2', error: '#ff9d96', success: '#7fd0a0' },
}

/** The record's look for embedded apps, by SMART's style properties. */
export function smartStyle(theme: Theme): object {
  const { background, text, highlight, error, success } = colours[theme]
  return {
    color_background: background,
    color_error: error,
    color_highlight: highlight,
    color_modal_backdrop: theme === 'light' ? '#00000066' : '#000000aa',
    color_success: success,
    color_text: text,
    dim_border_radius: '4px',
    dim_font_size: '13px',
    dim_spacing_size: '8px',
    font_family_body: 'system-ui, sans-serif',
    font_family_heading: 'system-ui, sans-serif',
  }
}
