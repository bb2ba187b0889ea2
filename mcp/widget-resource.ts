import { readFile, stat } from "node:fs/promises";
import { WIDGET_URI } from "./tool-meta.ts";

const MIME_TYPE = "text/html;profile=mcp-app";
const DESCRIPTION =
  "Shows the checkout to the buyer: items, totals, delivery and the button to pay. It already shows everything, so the answer need not repeat it.";

export type WidgetSettings = {
  readonly publicUrl: string;
};

/** The widget's entry in the list of resources. */
export const WIDGET_LISTING = {
  uri: WIDGET_URI,
  name: "checkout-session",
  title: "Checkout",
  description: DESCRIPTION,
  mimeType: MIME_TYPE,
};

/**
 * The widget's page with what the host must know to show it. The page is one file and calls tools through the
 * host, so it connects nowhere, and product pictures come from our own origin whatever the feed says. `redirect_domains` exists only under the older name: it lets the host open our
 * checkout page without a warning and add the way back to the chat (plugin reference, "redirect_domains").
 */
export function widgetContents(html: string, { publicUrl }: WidgetSettings) {
  const { origin } = new URL(publicUrl);
  return {
    uri: WIDGET_URI,
    mimeType: MIME_TYPE,
    text: html,
    _meta: {
      ui: {
        csp: { connectDomains: [], resourceDomains: [origin] },
        prefersBorder: true,
      },
      "openai/widgetDescription": DESCRIPTION,
      "openai/widgetPrefersBorder": true,
      "openai/widgetCSP": { connect_domains: [], resource_domains: [origin], redirect_domains: [origin] },
    },
  };
}

/** The widget was not built; the message says how to. */
export class WidgetNotBuilt extends Error {}

/** Reads the built page, and again when another build has written it. While a build has taken it away, the last one stays. */
export function widgetPage(file: string): () => Promise<string> {
  let last: { readonly page: string; readonly builtAt: number } | null = null;
  return async () => {
    try {
      const { mtimeMs } = await stat(file);
      if (last?.builtAt !== mtimeMs) last = { page: await readFile(file, "utf8"), builtAt: mtimeMs };
    } catch (error) {
      if (last === null)
        throw new WidgetNotBuilt(
          "The widget's page is not built. `npm start` builds it, or run `node scripts/build.ts`.",
          { cause: error },
        );
    }
    return last.page;
  };
}
