// The visual language as a Mantine theme: warm paper greys, one green, a serif for titles.
import { createTheme, type MantineColorsTuple } from '@mantine/core';

// The same lightness steps for both, from paper to ink; contrast of step 6 on white and of step 3 on dark is above 4.5:1.
const ink: MantineColorsTuple = [
  '#fbf9f4',
  '#f3efe6',
  '#e6e0d3',
  '#d2cabb',
  '#aaa192',
  '#7b7366',
  '#5c564b',
  '#443f37',
  '#2d2a25',
  '#1b1917',
];
const green: MantineColorsTuple = [
  '#edf6f2',
  '#d9ebe3',
  '#b3d6c7',
  '#8ac0a9',
  '#66ac8f',
  '#4b9a7b',
  '#2f7d61',
  '#28664f',
  '#215241',
  '#173a2e',
];
// What goes wrong or is lost; Mantine's own red is too pale for words on paper.
const red: MantineColorsTuple = [
  '#fdf1ef',
  '#f9deda',
  '#f2bdb6',
  '#f0958c',
  '#e0766b',
  '#cb5247',
  '#ad382e',
  '#963027',
  '#7b2720',
  '#551b16',
];
// Mantine's dark mode draws surfaces from this scale: warm instead of blue.
const dark: MantineColorsTuple = [
  '#e8e3d9',
  '#cfc9be',
  '#aaa498',
  '#847e73',
  '#5a554c',
  '#3b3731',
  '#2b2824',
  '#201e1b',
  '#171614',
  '#100f0d',
];

export const theme = createTheme({
  primaryColor: 'green',
  // White stands out from it by 5:1 in both schemes.
  primaryShade: 6,
  autoContrast: true,
  // Where black and white stand out alike: 4.6:1 (WCAG 2.2, relative luminance).
  luminanceThreshold: 0.18,
  colors: { green, red, ink, gray: ink, dark },
  white: '#fffdf9',
  black: '#1b1917',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: "'Source Serif 4 Variable', Georgia, serif", fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // In a sentence its colour alone would not tell it from the words around it.
    Anchor: { defaultProps: { underline: 'always' } },
    Button: { defaultProps: { radius: 'md' } },
    // The first item takes the focus: a placeholder that can be focused does not belong among a menu's items.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // A dialog's head is no banner of the page, and its cross has a name.
    ModalHeader: { defaultProps: { role: 'none' } },
    ModalCloseButton: { defaultProps: { 'aria-label': 'Close' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    DrawerCloseButton: { defaultProps: { 'aria-label': 'Close' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { blur: 1 } },
      styles: {
        title: {
          fontFamily: "'Source Serif 4 Variable', Georgia, serif",
          fontWeight: 600,
          fontSize: '1.2rem',
        },
      },
    },
  },
});
