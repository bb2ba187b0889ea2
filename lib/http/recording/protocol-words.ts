import { CURRENCIES } from "../../money.ts";
import { COUNTRY_CODES } from "../../wire/address/country-codes.ts";
import { LEGACY_REVISIONS, MODERN_REVISION } from "../../wire/mcp/revisions.ts";

/** Names of the protocol itself, of MCP Apps and of JSON Schema. */
export const PROTOCOL_NAMES: ReadonlySet<string> = new Set(
  (
    "jsonrpc id method params result error code message data name title version arguments uri cursor nextCursor _meta " +
    "content text type structuredContent isError protocolVersion clientInfo serverInfo capabilities extensions " +
    "experimental mimeTypes instructions supportedVersions supported requested resultType ttlMs cacheScope tools " +
    "resources resourceTemplates contents prompts logging completions roots sampling elicitation tasks listChanged " +
    "subscribe mimeType description annotations inputSchema outputSchema properties required items enum const anyOf " +
    "oneOf format default minimum maximum minLength maxLength minItems maxItems additionalProperties readOnlyHint " +
    "destructiveHint openWorldHint idempotentHint ui resourceUri visibility csp connectDomains resourceDomains " +
    "frameDomains domain prefersBorder connect_domains resource_domains frame_domains redirect_domains progressToken " +
    "traceparent tracestate locale country region city timezone latitude longitude websiteUrl icons"
  ).split(" "),
);

/** Names that a host makes up in its own namespace: what is new there is what a recording is made for. */
export const NAMESPACED = /^(openai|webplus|mcp|io\.modelcontextprotocol)(\/[A-Za-z]{1,40}){1,2}$/;

/** Headers whose names are shown: the web's usual ones, and those that hosts and proxies make up in their namespaces. */
export const HEADER_NAME =
  /^(accept|accept-(encoding|language)|authorization|cache-control|connection|content-(length|type)|cookie|forwarded|host|last-event-id|origin|priority|referer|traceparent|tracestate|user-agent|via|(x-)?(openai|mcp|forwarded|real|datadog|envoy|request|amzn|cloud-trace|cf|sec)(-[a-z]{1,20}){0,5})$/;

const MEDIA_TYPE = /^(application\/json|text\/event-stream|\*\/\*)(; ?charset=utf-8)?$/i;
/** A product and its version, such as `openai-mcp/1.0.0`. */
const USER_AGENT = /^[A-Za-z][A-Za-z-]{0,30}\/\d{1,3}(\.\d{1,3}){0,3}( \([A-Za-z ]{1,30}\))?$/;
const CLIENT_NAME = /^[A-Za-z][A-Za-z ()/.-]{0,39}$/;
const CLIENT_VERSION = /^v?\d{1,4}(\.\d{1,4}){0,3}(-[a-z]{1,10}(\.\d{1,3})?)?$/;
const LOCALE = /^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;
const REVISIONS = new Set([...LEGACY_REVISIONS, MODERN_REVISION]);
const METHODS = new Set(
  (
    "initialize ping server/discover tools/list tools/call resources/list resources/templates/list resources/read " +
    "resources/subscribe prompts/list prompts/get logging/setLevel subscriptions/listen completion/complete " +
    "notifications/initialized notifications/cancelled notifications/progress"
  ).split(" "),
);
/** A revision that is not known yet is what tells that hosts have moved on; it is a date. */
const isRevision = (text: string) => REVISIONS.has(text) || /^20[2-3]\d-[01]\d-[0-3]\d$/.test(text);
const isOneOf = (words: string) => (text: string) => words.split(" ").includes(text);

/** What the value of a field must be like to be shown, by the field's name. */
export const PROTOCOL_VALUES: Readonly<Record<string, (text: string) => boolean>> = {
  jsonrpc: isOneOf("2.0"),
  method: (text) => METHODS.has(text),
  protocolVersion: isRevision,
  "io.modelcontextprotocol/protocolVersion": isRevision,
  supportedVersions: isRevision,
  supported: isRevision,
  requested: isRevision,
  resultType: isOneOf("complete"),
  cacheScope: isOneOf("public private"),
  mimeType: isOneOf("text/html;profile=mcp-app"),
  mimeTypes: isOneOf("text/html;profile=mcp-app"),
  locale: (text) => LOCALE.test(text),
  "openai/locale": (text) => LOCALE.test(text),
  country: (text) => COUNTRY_CODES.has(text.toUpperCase()),
  currency: (text) => CURRENCIES.some((known) => known === text.toUpperCase()),
};

/** The same for the fields of `clientInfo`, which names a program. */
export const CLIENT_VALUES: Readonly<Record<string, (text: string) => boolean>> = {
  name: (text) => CLIENT_NAME.test(text),
  version: (text) => CLIENT_VERSION.test(text),
};

/** The same for headers. `mcp-name` is compared with the tools and resources besides. */
export const HEADER_VALUES: Readonly<Record<string, (text: string) => boolean>> = {
  accept: (text) => text.split(/, ?/).every((part) => MEDIA_TYPE.test(part)),
  "content-type": (text) => MEDIA_TYPE.test(text),
  "mcp-protocol-version": isRevision,
  "mcp-method": (text) => METHODS.has(text),
  "user-agent": (text) => USER_AGENT.test(text),
};

/** Where a message has numbers of the protocol; a number of the same name elsewhere may be a one-time code. */
export const PROTOCOL_NUMBERS: ReadonlySet<string> = new Set([
  "id",
  "error,code",
  "result,ttlMs",
  "params,_meta,progressToken",
]);
