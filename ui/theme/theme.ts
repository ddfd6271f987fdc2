import { createTheme } from '@mantine/core'

/**
 * Colours, sizes and type live in CSS variables (`roles.css`, `mantine.css`), so nothing is injected at run time and the
 * page needs no `unsafe-inline`. Scroll locking would inject a style element too; our scroll areas are inside the page.
 */
const floating = {
  transitionProps: { duration: 100, transition: 'fade' as const },
  withinPortal: true,
  shadow: 'md',
}
const window = { lockScroll: false, transitionProps: { duration: 120, transition: 'fade' as const } }

/** The component library by our habits. `closeLabel` names the cross of dialogs for the ear. */
export const themeWith = (closeLabel: string) =>
  createTheme({
    primaryColor: 'teal',
    cursorType: 'pointer',
    respectReducedMotion: true,
    defaultRadius: 'md',
    components: {
      Button: { defaultProps: { size: 'xs', variant: 'default' } },
      ActionIcon: { defaultProps: { size: 32, variant: 'subtle', color: 'gray' } },
      TextInput: { defaultProps: { size: 'xs' } },
      NumberInput: { defaultProps: { size: 'xs', hideControls: true } },
      Textarea: { defaultProps: { size: 'xs', autosize: true, minRows: 2, maxRows: 12 } },
      Select: { defaultProps: { size: 'xs', checkIconPosition: 'right', comboboxProps: floating } },
      MultiSelect: { defaultProps: { size: 'xs', comboboxProps: floating } },
      TagsInput: { defaultProps: { size: 'xs', comboboxProps: floating } },
      PasswordInput: { defaultProps: { size: 'xs' } },
      Checkbox: { defaultProps: { size: 'xs', radius: 4 } },
      Switch: { defaultProps: { size: 'xs' } },
      Menu: { defaultProps: { ...floating, position: 'bottom-start', offset: 4 } },
      Popover: { defaultProps: { ...floating, offset: 6 } },
      Tooltip: {
        defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: false, offset: 6 },
      },
      Modal: {
        defaultProps: {
          ...window,
          closeButtonProps: { 'aria-label': closeLabel },
          centered: true,
          overlayProps: { backgroundOpacity: 0 },
        },
      },
      Drawer: { defaultProps: { ...window, closeButtonProps: { 'aria-label': closeLabel } } },
    },
  })
