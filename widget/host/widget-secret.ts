import { WIDGET_SECRET_FIELD, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
import type { Host } from "./host.ts";
import { metaValue } from "./meta-value.ts";

/**
 * The same host, which sends back with each call about a checkout the secret that came with it. It proves that our own
 * widget calls, also where the host names no subject. It is kept in this frame only, and neither remembered nor shown.
 */
export function withWidgetSecret(host: Host): Host {
  const secrets = new Map<string, string>();
  const learn = (result: { readonly structured: unknown; readonly meta?: unknown } | null) => {
    const id = textAt(result?.structured, "id");
    const secret = metaValue(result?.meta, WIDGET_SECRET_META);
    if (id !== null && typeof secret === "string") secrets.set(id, secret);
  };
  return {
    ...host,
    async callTool(name, args) {
      learn(host.shownResult());
      const secret = secrets.get(textAt(args, "checkout_session_id") ?? "");
      const reply = await host.callTool(name, secret === undefined ? args : { ...args, [WIDGET_SECRET_FIELD]: secret });
      if (reply.kind === "answered") learn(reply);
      return reply;
    },
  };
}

function textAt(value: unknown, name: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  const found: unknown = new Map(Object.entries(value)).get(name);
  return typeof found === "string" ? found : null;
}
