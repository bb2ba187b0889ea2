import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { invariant } from "#lib/invariant.ts";
import { PRODUCTS_WIDGET_URI, WIDGET_URI } from "./tool-meta.ts";

const MIME_TYPE = "text/html;profile=mcp-app";
export type WidgetSettings = {
  readonly publicUrl: string;
  /** The origin under which the host shows the page; null: the host's default. */
  readonly domain: string | null;
};

/** A page that a host shows with a tool's answer. `file`: what its build is called. */
export type Widget = {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly file: string;
};

export const WIDGETS: readonly Widget[] = [
  {
    uri: WIDGET_URI,
    name: "checkout-session",
    title: "Checkout",
    description:
      "Shows the checkout to the buyer: items, totals, delivery and the button to pay. It already shows everything, so the answer need not repeat it.",
    file: "index.html",
  },
  {
    uri: PRODUCTS_WIDGET_URI,
    name: "products",
    title: "Products",
    description:
      "Shows products to the buyer: picture, price, availability, variants and a button to buy, which opens the checkout in the same place. At most eight products are shown; the answer need not list them again.",
    file: "products.html",
  },
];

/** A widget's entry in the list of resources. A host can review what the page may reach without reading it. */
export const widgetListing = (widget: Widget, settings: WidgetSettings) => ({
  uri: widget.uri,
  name: widget.name,
  title: widget.title,
  description: widget.description,
  mimeType: MIME_TYPE,
  _meta: widgetMeta(widget, settings),
});

/** A widget's page with what the host must know to show it. */
export const widgetContents = (widget: Widget, html: string, settings: WidgetSettings) => ({
  uri: widget.uri,
  mimeType: MIME_TYPE,
  text: html,
  _meta: widgetMeta(widget, settings),
});

/**
 * What the host must know to show a page: the standard `ui.*` names and the host's older ones. The page is one file
 * and calls tools through the host, so it connects nowhere, and product pictures come from our own origin whatever the
 * feed says. `redirect_domains` exists only under the older name: it lets the host open our checkout page without a
 * warning and add the way back to the chat. https://developers.openai.com/plugins/reference
 */
function widgetMeta({ description }: Widget, { publicUrl, domain }: WidgetSettings) {
  const { origin } = new URL(publicUrl);
  return {
    ui: {
      csp: { connectDomains: [], resourceDomains: [origin] },
      ...(domain === null ? {} : { domain }),
      prefersBorder: true,
    },
    "openai/widgetDescription": description,
    "openai/widgetPrefersBorder": true,
    ...(domain === null ? {} : { "openai/widgetDomain": domain }),
    "openai/widgetCSP": { connect_domains: [], resource_domains: [origin], redirect_domains: [origin] },
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

/** Reads the built pages of all widgets, which are in one folder. */
export function widgetPages(folder: string): (widget: Widget) => Promise<string> {
  const pages = new Map(WIDGETS.map(({ uri, file }) => [uri, widgetPage(join(folder, file))]));
  return async ({ uri }) => {
    const page = pages.get(uri);
    invariant(page !== undefined, "every widget has a page");
    return page();
  };
}
