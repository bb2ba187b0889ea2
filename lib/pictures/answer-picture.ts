import { PICTURE_WIDTHS } from "../catalog/picture.ts";
import { CDN_NAME } from "../outbound/guarded-get.ts";
import type { Pictures } from "./pictures.ts";
import type { PictureFormat } from "./sharp.ts";
import { standIn } from "./stand-in.ts";

const PATH = /\/pictures\/([0-9a-f]{32})\/(\d{1,4})$/;
const EVERY_ANSWER = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'",
  // The widget and pages of other origins show them, also where a page is isolated from other origins.
  "cross-origin-resource-policy": "cross-origin",
};
/** The picture behind an address never changes: another picture has another address, and so another key. */
const FOR_EVER = "public, max-age=31536000, immutable";
const FOR_MINUTES = "public, max-age=300";

/**
 * Answers GET and HEAD of `/pictures/<key>/<width>`: WebP to whoever accepts it, else JPEG. 404 for a key that no product
 * has and for a width that is not in the table; its body is a drawing too, because browsers show it. Nothing is fetched
 * for those, and nothing for a fetch of our own that came back to us.
 */
export async function answerPicture(pictures: Pictures, request: Request): Promise<Response> {
  const [, key, digits] = PATH.exec(new URL(request.url).pathname) ?? [];
  const width = Number(digits);
  if (key === undefined || !PICTURE_WIDTHS.includes(width) || isOurOwnFetch(request))
    return drawing("", 404, FOR_MINUTES);
  const format = acceptedFormat(request.headers.get("accept"));
  const answer = await pictures.get({ key, width, format });
  switch (answer.kind) {
    case "picture":
      return new Response(new Uint8Array(answer.bytes), {
        headers: { ...EVERY_ANSWER, "content-type": `image/${format}`, "cache-control": FOR_EVER, vary: "accept" },
      });
    case "stand_in":
      return drawing(answer.title, 200, answer.isFinal ? FOR_MINUTES : "no-store");
    case "unknown":
      return drawing("", 404, FOR_MINUTES);
  }
}

function drawing(title: string, status: 200 | 404, caching: string): Response {
  return new Response(standIn(title), {
    status,
    headers: { ...EVERY_ANSWER, "content-type": "image/svg+xml", "cache-control": caching },
  });
}

/** WebP only for those who name it: a client that accepts anything may be a program that knows JPEG at best. */
function acceptedFormat(accept: string | null): PictureFormat {
  const names = (accept ?? "").split(",").map((one) => one.trim().toLowerCase());
  return names.some((one) => /^image\/webp(;|$)/.test(one) && !/;\s*q=0(\.0*)?\s*(;|$)/.test(one)) ? "webp" : "jpeg";
}

const isOurOwnFetch = (request: Request): boolean =>
  (request.headers.get("cdn-loop") ?? "").split(",").some((one) => one.trim().toLowerCase() === CDN_NAME);
