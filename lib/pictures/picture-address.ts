import { createHash } from "node:crypto";
import { PICTURE_SIZES } from "../catalog/picture.ts";
import { keptAnswers } from "../kept-answers.ts";

/** 128 bits of SHA-256 in hexadecimal: nobody finds a second address with the key of the first. */
const KEY_LENGTH = 32;

/** Names a picture by the address that the feed gives for it. The catalogue stores it, so only its pictures are found. */
export function pictureKey(source: string): string {
  return createHash("sha256").update(source).digest("hex").slice(0, KEY_LENGTH);
}

/**
 * Where a product's picture is shown from, which is always our own origin: what is already there as it is, another
 * origin's below `/pictures`, in the size `large`. Null when the feed's address is neither http nor https.
 */
export function pictureUrl(source: string, publicUrl: string): string | null {
  return addressAt(publicUrl)(source);
}

/** A checkout is asked for again and again, and a digest and two addresses take longer to work out than to look up. */
const MAX_KEPT = 2000;
const MAX_SHOPS = 10;
const addressAt = keptAnswers(MAX_SHOPS, (publicUrl) =>
  keptAnswers(MAX_KEPT, (source) => addressOf(source, publicUrl)),
);

function addressOf(source: string, publicUrl: string): string | null {
  const url = URL.parse(source.startsWith("/") && !source.startsWith("//") ? publicUrl + source : source);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.origin === new URL(publicUrl).origin) return url.href;
  return `${publicUrl}/pictures/${pictureKey(source)}/${PICTURE_SIZES.large}`;
}
