import fc from "fast-check";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import { objectAt } from "#lib/wire/mcp/json-rpc.ts";
import { LEGACY_REVISIONS, MODERN_REVISION, type McpEra } from "#lib/wire/mcp/revisions.ts";
import type { Headers } from "../../fixtures/mcp/official-servers.ts";
import { SMALL_RESOURCE, SMALL_TOOL } from "../../fixtures/mcp/small-service.ts";

export type Sent = { readonly message: unknown; readonly headers: Headers };

/** The seed of every random test of the dispatch, so that a failure is the same one again. */
export const SEED = 20_260_728;

const SERVED = ["tools/list", "tools/call", "resources/list", "resources/templates/list", "resources/read"];
/** `subscriptions/listen` is left out: the official server opens a stream even where nothing can be subscribed to. */
const METHODS = [
  ...SERVED,
  ...SERVED,
  "initialize",
  "ping",
  "server/discover",
  "prompts/list",
  "prompts/get",
  "logging/setLevel",
  "resources/subscribe",
  "notifications/initialized",
  "__proto__",
  "constructor",
  "toString",
  "",
];

const mostly = <Value>(good: fc.Arbitrary<Value>, other: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: good, weight: 8 }, { arbitrary: other, weight: 1 });
/** Keys with a meaning of their own come by name only. `task` and `taskId` are of tasks, which no server here has. */
const RESERVED = new Set(["_meta", "task", "taskId", "inputResponses", "requestState", "__proto__"]);
const plainKey = fc.string({ maxLength: 6 }).filter((key) => !RESERVED.has(key));
const junk = fc.jsonValue({ maxDepth: 2, noUnicodeString: true }).map((value) => value as unknown);
const implementation = mostly<unknown>(
  fc.record({ name: fc.constantFrom("openai-mcp (ChatGPT)", "test"), version: fc.constant("1.0.0") }),
  fc.constantFrom<unknown>("a text", 7, {}, { name: "no version" }, { name: 7, version: "1" }, null),
);
const capabilities = mostly<unknown>(
  fc.constantFrom<unknown>({}, { extensions: { "io.modelcontextprotocol/ui": { mimeTypes: ["text/html"] } } }),
  fc.constantFrom<unknown>("a text", [], null, 7),
);
const version = mostly(
  fc.constant<unknown>(MODERN_REVISION),
  fc.constantFrom<unknown>("2027-01-01", "2025-11-25", "v999.0.0", "v1", "", 7, null),
);

const envelope = fc.record(
  {
    [ENVELOPE_KEYS.version]: version,
    [ENVELOPE_KEYS.capabilities]: capabilities,
    [ENVELOPE_KEYS.client]: implementation,
    [ENVELOPE_KEYS.logLevel]: mostly<unknown>(fc.constant("info"), fc.constantFrom<unknown>("loud", 7)),
    progressToken: mostly<unknown>(fc.constantFrom<unknown>(1, "p"), fc.constantFrom<unknown>(1.5, {}, null)),
    "openai/locale": fc.constant("de-DE"),
    "openai/subject": junk,
  },
  { requiredKeys: [ENVELOPE_KEYS.version, ENVELOPE_KEYS.capabilities] },
);
const wholeEnvelope = fc.record({
  [ENVELOPE_KEYS.version]: fc.constant<unknown>(MODERN_REVISION),
  [ENVELOPE_KEYS.capabilities]: fc.constant({}),
});
const legacyMeta = fc.record(
  { "openai/locale": fc.constant("de-DE"), progressToken: fc.constantFrom<unknown>(1, "p", 1.5, null) },
  { requiredKeys: [] },
);
const meta = { modern: fc.oneof(wholeEnvelope, envelope), legacy: legacyMeta };

const initialize = fc.record({
  protocolVersion: mostly<unknown>(fc.constantFrom<unknown>(...LEGACY_REVISIONS, "1999-01-01"), fc.constant(7)),
  capabilities,
  clientInfo: implementation,
});
const paramsOf = (era: McpEra) =>
  fc
    .record(
      {
        _meta: mostly<unknown>(meta[era], fc.constantFrom<unknown>("a text", [], {})),
        name: mostly<unknown>(
          fc.constantFrom<unknown>(SMALL_TOOL, "no_such_tool"),
          fc.constantFrom<unknown>(7, "Größe"),
        ),
        uri: mostly<unknown>(fc.constantFrom<unknown>(SMALL_RESOURCE, "ui://widget/other.html"), fc.constant(7)),
        cursor: mostly<unknown>(fc.constant("next"), fc.constantFrom<unknown>(7, null)),
        arguments: mostly<unknown>(
          fc.dictionary(plainKey, junk, { maxKeys: 2 }),
          // Not text and not null: the shop takes JSON text and null for arguments, which the SDK refuses.
          fc.constantFrom<unknown>(7, []),
        ),
      },
      { requiredKeys: era === "modern" ? ["_meta", "name", "uri"] : ["name", "uri"] },
    )
    .chain((params) =>
      fc.tuple(fc.dictionary(plainKey, junk, { maxKeys: 1 }), fc.option(initialize)).map(([more, hello]) => ({
        ...more,
        ...hello,
        ...params,
      })),
    );

const messageOf = (era: McpEra) =>
  fc
    .record(
      {
        jsonrpc: mostly<unknown>(fc.constant("2.0"), fc.constantFrom<unknown>("1.0", 2)),
        id: mostly<unknown>(fc.oneof(fc.nat(), fc.string({ maxLength: 5 })), fc.constantFrom<unknown>(null, 1.5, {})),
        method: mostly<unknown>(fc.constantFrom(...METHODS), fc.constantFrom<unknown>("tools/list ", 7)),
        params: mostly<unknown>(paramsOf(era), fc.constantFrom<unknown>([], "x", null)),
      },
      { requiredKeys: ["jsonrpc", "id", "method", "params"] },
    )
    .chain((message) =>
      fc
        .constantFrom("as it is", "as it is", "as it is", "without an id", "with more", "an answer", "no object")
        .map((form): unknown => {
          const { id, ...rest } = message;
          if (form === "without an id") return rest;
          if (form === "with more") return { ...message, extra: 1 };
          if (form === "an answer") return { jsonrpc: "2.0", id, result: {} };
          return form === "no object" ? [message] : message;
        }),
    );

const base64 = (text: string) => `=?base64?${Buffer.from(text, "utf8").toString("base64")}?=`;

function headersOf(era: McpEra, message: unknown): fc.Arbitrary<Headers> {
  const { method, params }: { method?: unknown; params?: unknown } = Object(message);
  const { name, uri }: { name?: unknown; uri?: unknown } = Object(params);
  const named = String(method === "resources/read" ? uri : name);
  const isPlain = /^[\x21-\x7e]+$/.test(named);
  const claimed = objectAt(objectAt(message, "params"), "_meta")[ENVELOPE_KEYS.version];
  const right = era === "modern" ? (typeof claimed === "string" ? claimed : MODERN_REVISION) : "2025-11-25";
  return fc
    .record(
      {
        "mcp-protocol-version": mostly(
          fc.constant(right),
          fc.constantFrom(
            "2025-06-18",
            "2024-11-05",
            "2027-01-01",
            "2026-07-28, 2026-07-28",
            "1999-01-01",
            "v1",
            ` ${right}\t`,
          ),
        ),
        "mcp-method": mostly(
          fc.constant(/^[\x21-\x7e]+$/.test(String(method)) ? String(method) : "x"),
          fc.constant("ping"),
        ),
        "mcp-name": mostly(
          fc.constant(isPlain ? named : base64(named)),
          fc.constantFrom("other", base64(named), "=?base64?%%?=", "=?base64?/w==?="),
        ),
        "mcp-session-id": fc.constant("a-session"),
      },
      { requiredKeys: [] },
    )
    .chain((some) =>
      // Half of all requests have every header of theirs, or nearly all of what is sent would be refused for one.
      fc.boolean().map((isWhole) => {
        if (!isWhole) return some;
        const method_ = some["mcp-method"] ?? "x";
        return era === "legacy"
          ? some
          : {
              "mcp-protocol-version": right,
              "mcp-method": method_,
              "mcp-name": isPlain ? named : base64(named),
              ...some,
            };
      }),
    );
}

/** Messages as a client of an era could send them, with what a broken client or a proxy makes of them. */
export const anyMessage = (era: McpEra): fc.Arbitrary<Sent> =>
  messageOf(era).chain((message) => headersOf(era, message).map((headers) => ({ message, headers })));
