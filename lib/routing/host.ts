/** What the widget found in its host when it asked for a route. `widget: false` means the buyer came by the plain link. */
export type HostCapabilities = {
  readonly widget: boolean;
  /** `window.openai.requestCheckout` is a function. */
  readonly requestCheckout: boolean;
  /** `window.openai.openExternal` is a function. */
  readonly openExternal: boolean;
  /** The MCP Apps bridge offers `ui/open-link`. */
  readonly openLink: boolean;
};

export const NO_WIDGET: HostCapabilities = {
  widget: false,
  requestCheckout: false,
  openExternal: false,
  openLink: false,
};

/** What a host has that brings a delegated token: the sheet that made it, opened by the widget. Links are not its matter. */
export const HOST_WITH_SHEET: HostCapabilities = {
  widget: true,
  requestCheckout: true,
  openExternal: false,
  openLink: false,
};
