import { z } from "zod";
import { openAiStandIn, type OpenAiGlobals } from "./openai-stand-in.ts";

const domains = z.array(z.string()).default([]).catch([]);
const csp = z
  .object({ connectDomains: domains, resourceDomains: domains, frameDomains: domains, baseUriDomains: domains })
  .default({ connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] });
const contents = z.object({
  contents: z
    .array(
      z.object({
        text: z.string(),
        _meta: z
          .object({
            ui: z.object({ csp: csp.optional(), prefersBorder: z.boolean().optional() }).optional(),
            "openai/widgetCSP": z.object({ redirect_domains: domains }).optional(),
          })
          .optional(),
      }),
    )
    .min(1),
});

export type WidgetResource = {
  /** The page's own title; it names the frame. */
  readonly title: string;
  readonly html: string;
  readonly policy: string;
  readonly prefersBorder: boolean;
  /** Origins that links may lead to without a warning, with the way back to the chat added. */
  readonly redirectDomains: readonly string[];
};

/** Reads the answer to `resources/read`; null when it is not a widget's page. */
export function readWidgetResource(answer: unknown): WidgetResource | null {
  const read = contents.safeParse(answer);
  const first = read.success ? read.data.contents[0] : undefined;
  if (first === undefined) return null;
  return {
    title: /<title>([^<]*)<\/title>/i.exec(first.text)?.[1]?.trim() ?? "Widget",
    html: first.text,
    policy: policyOf(csp.parse(first._meta?.ui?.csp)),
    prefersBorder: first._meta?.ui?.prefersBorder ?? false,
    redirectDomains: first._meta?.["openai/widgetCSP"]?.redirect_domains ?? [],
  };
}

/** What the page may load, from the domains it asks for. Anything that is no plain origin is left out. Source: MCP Apps, "Content security policy". */
export function policyOf(wanted: z.infer<typeof csp>): string {
  const list = (entries: readonly string[]) => entries.filter(isOrigin).join(" ");
  const resources = list(wanted.resourceDomains);
  const orNone = (entries: readonly string[]) => list(entries) || "'none'";
  return [
    "default-src 'none'",
    `script-src 'unsafe-inline' ${resources}`,
    `style-src 'unsafe-inline' ${resources}`,
    `img-src data: blob: ${resources}`,
    `font-src data: ${resources}`,
    `media-src data: blob: ${resources}`,
    `connect-src ${orNone(wanted.connectDomains)}`,
    `frame-src ${orNone(wanted.frameDomains)}`,
    `base-uri ${orNone(wanted.baseUriDomains)}`,
    "object-src 'none'",
  ]
    .map((directive) => directive.trim())
    .join("; ");
}

const isOrigin = (entry: string): boolean => /^(https?|wss?):\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i.test(entry);

/** True when a link's origin is among the approved ones; an entry may stand for all subdomains. */
export function mayRedirect(address: string, approved: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol, host } = new URL(address);
  return approved.some((entry) => {
    const wild = /^(https?:)\/\/\*(\..+)$/.exec(entry);
    return wild === null ? entry === origin : protocol === wild[1] && host.endsWith(wild[2] ?? "");
  });
}

/**
 * The page for the frame: the widget's own, with the content security policy it asked for and, unless `globals` is
 * null, `window.openai` before any script of the widget. Both come first in the head.
 */
export function framePage(resource: WidgetResource, globals: OpenAiGlobals | null): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${resource.policy.replaceAll('"', "&quot;")}">`;
  const script =
    globals === null ? "" : `<script>(${openAiStandIn.toString()})(${scriptSafe(JSON.stringify(globals))})</script>`;
  const head = /<head(\s[^>]*)?>/i.exec(resource.html);
  if (head === null) return `<!doctype html><head>${policy}${script}</head>${resource.html}`;
  const position = head.index + head[0].length;
  return resource.html.slice(0, position) + policy + script + resource.html.slice(position);
}

/** JSON that cannot end the script element around it. */
const scriptSafe = (json: string): string =>
  json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
