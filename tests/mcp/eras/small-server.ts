import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import { SMALL_SERVICE } from "../../fixtures/mcp/small-service.ts";
import { collectedLog, type LogLine } from "../test-client.ts";

export type Headers = Readonly<Record<string, string | undefined>>;
export type Json = Readonly<Record<string, unknown>>;

export const VERSION = "2026-07-28";
/** The envelope of a client that has said all that it can. */
export const META = {
  [ENVELOPE_KEYS.version]: VERSION,
  [ENVELOPE_KEYS.capabilities]: {},
  [ENVELOPE_KEYS.client]: { name: "a host", version: "2" },
};

/** An answer's body, of which lists are bytes already. */
export const textOf = (body: string | Uint8Array): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body);

/** A dispatch with a log of its own, and the parts of its answers. */
export function smallServer() {
  const lines: LogLine[] = [];
  const dispatch = createMcpDispatch(SMALL_SERVICE, collectedLog(lines));
  return {
    lines,
    async send(message: unknown, headers: Headers = {}) {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const { status, body } = await dispatch(message, (name) => lower[name.toLowerCase()] ?? null);
      const { id, error, result } = (body === null ? {} : JSON.parse(textOf(body))) as {
        id?: unknown;
        error?: Json;
        result?: Json;
      };
      return { status, id, code: error?.["code"], data: error?.["data"], result };
    },
  };
}
