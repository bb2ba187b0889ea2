import { isAbsolute } from "node:path";
import type { CheckOptions } from "../../catalog/check-feed.ts";
import type { FeedDefaults } from "../../catalog/feed/fields.ts";
import type { ImportOptions } from "../../catalog/import-feed.ts";
import type { Version } from "../../catalog/version.ts";
import { isCurrency } from "../../money.ts";
import type { ControlVerb } from "../control-socket.ts";

export const IMPORT_VERB = "feed-import";
export const CHECK_VERB = "feed-check";
export type ImportRequest = {
  readonly file: string;
  readonly replace: boolean;
  readonly takeOver: boolean;
  readonly rowVersion: Version | null;
  readonly defaults: FeedDefaults;
};

/** `maxPriceChangePerMillion`: what an import would change by more than this share is marked. */
export type CheckRequest = ImportRequest & { readonly maxPriceChangePerMillion: number };

/** Says what an import would do. Reads only, so it runs beside an import and beside another check. */
export function checkVerb(
  checkFile: (file: string, options: Omit<CheckOptions, "originRewrite" | "now">) => Promise<unknown>,
): ControlVerb {
  return {
    must: '{"file": "/absolute/path", "maxPriceChangePerMillion": 300000}',
    busy: "the server is busy",
    begin(body) {
      const asked = importIn(body);
      const share: unknown = asked === null ? null : Reflect.get(Object(body), "maxPriceChangePerMillion");
      if (asked === null || typeof share !== "number" || !Number.isSafeInteger(share) || share < 0)
        return "not_understood";
      const { file, ...options } = asked;
      return (emit, signal) => checkFile(file, { ...options, maxPriceChangePerMillion: share, signal, onLine: emit });
    },
  };
}

/** Imports a feed file in the server. */
export function importVerb(
  importFile: (file: string, options: Omit<ImportOptions, "originRewrite">) => Promise<unknown>,
): ControlVerb {
  return {
    must: '{"file": "/absolute/path"}',
    busy: "four imports, a roll-back or a backup are running; wait for the end of one",
    begin(body) {
      const asked = importIn(body);
      if (asked === null) return "not_understood";
      const { file, ...options } = asked;
      return (emit, signal) => importFile(file, { ...options, signal, onLine: emit });
    },
  };
}

function importIn(body: unknown): ImportRequest | null {
  if (typeof body !== "object" || body === null || !("file" in body)) return null;
  const { file } = body;
  if (typeof file !== "string" || !isAbsolute(file)) return null;
  const isOn = (name: string) => name in body && Reflect.get(body, name) === true;
  const rowVersion = "rowVersion" in body && typeof body.rowVersion === "number" ? body.rowVersion : null;
  const defaults = defaultsIn("defaults" in body ? body.defaults : null);
  return { file, replace: isOn("replace"), takeOver: isOn("takeOver"), rowVersion, defaults };
}

/** What is not there, or is not what the script sends, counts as not given. */
function defaultsIn(given: unknown): FeedDefaults {
  const text = (name: keyof FeedDefaults): string | null => {
    const value: unknown = typeof given === "object" && given !== null ? Reflect.get(given, name) : null;
    return typeof value === "string" ? value : null;
  };
  const currency = text("currency");
  return {
    currency: currency !== null && isCurrency(currency) ? currency : null,
    shopUrl: text("shopUrl"),
    sellerName: text("sellerName"),
  };
}
