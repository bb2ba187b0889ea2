import { z } from "zod";
import type { Problem } from "./problem.ts";

/**
 * What the form asks about the shop and no server knows. The lengths are those of the final submission:
 * https://developers.openai.com/plugins/deploy/submission-errors
 */
const text = z.string().trim().min(1).nullable().default(null);
export const listingFile = z.strictObject({
  display_name: text,
  subtitle: text,
  description: text,
  category: z.enum([
    "BUSINESS",
    "COLLABORATION",
    "DESIGN",
    "DEVELOPER_TOOLS",
    "EDUCATION",
    "ENTERTAINMENT",
    "FINANCE",
    "FOOD",
    "LIFESTYLE",
    "NEWS",
    "PRODUCTIVITY",
    "SHOPPING",
    "TRAVEL",
  ]),
  developer_name: text,
  website: text,
  support_url: text,
  /** Null: the shop's own page. */
  privacy_url: text,
  terms_url: text,
  release_notes: text,
});
export type Listing = z.output<typeof listingFile>;

const MAX_LENGTHS = { display_name: 30, subtitle: 30, description: 4000, developer_name: 80 } as const;
const REQUIRED = [
  "display_name",
  "subtitle",
  "description",
  "developer_name",
  "website",
  "support_url",
  "release_notes",
] as const;
const ADDRESSES = ["website", "support_url", "privacy_url", "terms_url"] as const;
const MAX_ADDRESS_LENGTH = 1024;
/** The guidelines refuse listings that advertise: https://developers.openai.com/plugins/app-guidelines */
const ADVERTISING = /\b(discounts?|free trials?|% off|cheap(er|est)?|best prices?|lowest prices?|sale)\b/i;

/** What is missing in the listing, or would be refused. `file`: where to change it. */
export function listingProblems(listing: Listing, file: string): readonly Problem[] {
  const problem = (name: string, what: string): Problem => ({ name, sentence: `${what} Change it in ${file}.` });
  const missing = REQUIRED.filter((name) => listing[name] === null);
  const tooLong = (Object.keys(MAX_LENGTHS) as (keyof typeof MAX_LENGTHS)[]).filter(
    (name) => (listing[name]?.length ?? 0) > MAX_LENGTHS[name],
  );
  const noLine = (["display_name", "subtitle", "developer_name"] as const).filter((name) =>
    /\n/.test(listing[name] ?? ""),
  );
  const notHttps = ADDRESSES.filter((name) => listing[name] !== null && !isPublicAddress(listing[name]));
  const advertising = (["display_name", "subtitle", "description"] as const).filter((name) =>
    ADVERTISING.test(listing[name] ?? ""),
  );
  return [
    ...missing.map((name) => problem(name, "It is missing.")),
    ...tooLong.map((name) => problem(name, `It has more than ${MAX_LENGTHS[name]} characters.`)),
    ...noLine.map((name) => problem(name, "It must be one line.")),
    ...notHttps.map((name) =>
      problem(name, `It must be an https address of at most ${MAX_ADDRESS_LENGTH} characters.`),
    ),
    ...advertising.map((name) => problem(name, "It advertises prices, discounts or trials, which is refused.")),
  ];
}

/** An https address without credentials that the platform can reach. */
export function isPublicAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url?.protocol === "https:" &&
    url.username === "" &&
    address.length <= MAX_ADDRESS_LENGTH &&
    !/^(localhost|127\.|10\.|192\.168\.|\[)|\.(local|localhost|internal|test|invalid)$/.test(url.hostname)
  );
}
