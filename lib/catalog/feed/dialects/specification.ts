import type { FeedDefaults } from "../fields.ts";
import { isGoogles, spellingsOf } from "../names.ts";

/** Columns that every delimited feed must have, by any of their spellings. */
const REQUIRED_FIELDS = [
  "item_id",
  "title",
  "description",
  "url",
  "brand",
  "seller_name",
  "image_url",
  "availability",
  "price",
] as const;

/** OpenAI's product feed, and Google's, whose names are other spellings of the same fields. */
export const specification = {
  problem(columns: readonly string[], defaults: FeedDefaults): string | null {
    const isGoogle = isGoogles((name) => columns.includes(name));
    const missing = REQUIRED_FIELDS.filter(
      (field) =>
        !spellingsOf(field).some((spelling) => columns.includes(spelling)) &&
        !(field === "seller_name" && defaults.sellerName !== null) &&
        !(field === "brand" && isGoogle),
    );
    const hint = missing.includes("seller_name") ? "; name the seller of all rows with --seller or CATALOG_SELLER" : "";
    return missing.length === 0 ? null : `the feed has no column ${missing.join(", ")}${hint}`;
  },
  needs: (column: string, columns: readonly string[]): boolean =>
    REQUIRED_FIELDS.some(
      (field) =>
        field !== "brand" &&
        field !== "seller_name" &&
        spellingsOf(field).find((spelling) => columns.includes(spelling)) === column,
    ),
  records: <Rows>(rows: Rows): Rows => rows,
};
