/** How long a browser is known as the one that typed details: longer than a checkout is open, for the receipt. */
export const BROWSER_COOKIE_SECONDS = 24 * 3600;

/** `__Host-` keeps other hosts of the domain from setting it; browsers take it over https only. */
export const browserCookieName = (isHttps: boolean) => (isHttps ? "__Host-checkout-browser" : "checkout-browser");
