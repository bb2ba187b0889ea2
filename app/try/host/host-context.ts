import type { McpUiHostContext, McpUiStyles } from "@modelcontextprotocol/ext-apps/app-bridge";
import { PLACES, type Choices } from "./choices.ts";
import type { OpenAiGlobals } from "./openai-stand-in.ts";

export type ScreenChoices = Pick<Choices, "locale" | "width"> & { readonly theme: "light" | "dark" };

/** As high as the widget may become before the conversation scrolls instead. */
export const MAX_HEIGHT = 4000;

const COLOURS = {
  light: {
    "--color-background-primary": "#ffffff",
    "--color-background-secondary": "#f4f4f4",
    "--color-background-tertiary": "#ececec",
    "--color-background-inverse": "#1c1c1c",
    "--color-background-info": "#e8f0fe",
    "--color-background-danger": "#fdecea",
    "--color-background-success": "#e4f4ea",
    "--color-background-warning": "#fdf1d9",
    "--color-background-disabled": "#ececec",
    "--color-text-primary": "#161616",
    "--color-text-secondary": "#5a5a5a",
    "--color-text-tertiary": "#6b6b6b",
    "--color-text-inverse": "#ffffff",
    "--color-text-info": "#1550b0",
    "--color-text-danger": "#a3261d",
    "--color-text-success": "#11683f",
    "--color-text-warning": "#7a4d00",
    "--color-text-disabled": "#6b6b6b",
    "--color-border-primary": "#dcdcdc",
    "--color-border-secondary": "#8a8a8a",
    "--color-border-danger": "#a3261d",
    "--color-ring-primary": "#1257c9",
  },
  dark: {
    "--color-background-primary": "#212121",
    "--color-background-secondary": "#2c2c2c",
    "--color-background-tertiary": "#383838",
    "--color-background-inverse": "#f2f2f2",
    "--color-background-info": "#1b2a45",
    "--color-background-danger": "#3e1f1c",
    "--color-background-success": "#15322a",
    "--color-background-warning": "#372b13",
    "--color-background-disabled": "#383838",
    "--color-text-primary": "#f0f0f0",
    "--color-text-secondary": "#b4b4b4",
    "--color-text-tertiary": "#a3a3a3",
    "--color-text-inverse": "#161616",
    "--color-text-info": "#9cc1ff",
    "--color-text-danger": "#ff9f95",
    "--color-text-success": "#74d69f",
    "--color-text-warning": "#f0c26a",
    "--color-text-disabled": "#a3a3a3",
    "--color-border-primary": "#3d3d3d",
    "--color-border-secondary": "#858585",
    "--color-border-danger": "#ff9f95",
    "--color-ring-primary": "#8ab4ff",
  },
} as const;

const SHAPES = {
  "--font-sans": 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  "--font-mono": 'ui-monospace, "Liberation Mono", Menlo, monospace',
  "--border-radius-sm": "6px",
  "--border-radius-md": "10px",
  "--border-radius-lg": "16px",
  "--border-radius-full": "9999px",
  "--border-width-regular": "1px",
} as const;

/** What the bridge reports to the widget about its surroundings (MCP Apps, host context). */
export function hostContext({ theme, locale, width }: ScreenChoices): McpUiHostContext {
  return {
    theme,
    locale,
    timeZone: PLACES[locale].zone,
    displayMode: "inline",
    availableDisplayModes: ["inline"],
    containerDimensions: { maxHeight: MAX_HEIGHT },
    platform: width === "phone" ? "mobile" : "web",
    deviceCapabilities: { touch: width === "phone", hover: width !== "phone" },
    safeAreaInsets: { top: 0, right: 0, bottom: 0, left: 0 },
    userAgent: "tillswitch-stand-in",
    // The type lists every name there is; a host may leave names out (MCP Apps, style variables).
    styles: { variables: { ...COLOURS[theme], ...SHAPES } as McpUiStyles },
  };
}

/** The same for `window.openai`. */
export function screenGlobals({ theme, locale, width }: ScreenChoices) {
  const isPhone = width === "phone";
  return {
    theme,
    locale,
    displayMode: "inline",
    maxHeight: MAX_HEIGHT,
    safeArea: { insets: { top: 0, right: 0, bottom: 0, left: 0 } },
    userAgent: { device: { type: isPhone ? "mobile" : "desktop" }, capabilities: { hover: !isPhone, touch: isPhone } },
    view: { mode: "inline" },
  } as const satisfies Partial<OpenAiGlobals>;
}
