import { createTheme, type MantineColorsTuple, Portal } from '@mantine/core'

// Mantine takes ten shades; its default link blue misses AA, so the filled shade is the accent in both themes.
const indigo: MantineColorsTuple = ['#EEEFFE', '#DCDEFC', '#C5C8F9', '#A5A8FF', '#8A8DF6', '#6366F1', '#4F46E5', '#4338CA', '#3730A3', '#312E81']

/** Mantine parts in the tokens of `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'indigo',
  colors: { indigo },
  primaryShade: { light: 6, dark: 6 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 6,
  fontSizes: { xs: '11px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  respectReducedMotion: true,
  components: {
    // Floating parts belong to the main landmark, so that screen readers find them.
    Portal: Portal.extend({ defaultProps: { target: '#content' } }),
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
})

/** Paint the first frame in the theme that was chosen here; without a choice the system's is in the style sheet. */
export function paintChosenScheme(): void {
  const chosen = localStorage.getItem('mantine-color-scheme-value')
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.mantineColorScheme = chosen
}
