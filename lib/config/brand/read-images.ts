import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { BrandConfig } from "./settings.ts";

/** A picture of the seller's, as it is sent. `version` changes with the file, so that browsers may keep it. */
export type BrandImage = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly version: string };

export type BrandImages = { readonly logo: BrandImage | null; readonly icon: BrandImage | null };

const TYPES: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
};
/** A logo is on every page, before everything else. */
const MAX_BYTES = 100_000;

/** Reads both files. A problem names the setting, the file and what is accepted. */
export function readBrandImages({
  logoFile,
  iconFile,
}: Pick<BrandConfig, "logoFile" | "iconFile">):
  | { readonly kind: "images"; readonly images: BrandImages }
  | { readonly kind: "invalid"; readonly messages: readonly string[] } {
  const [logo, icon] = [readImage("BRAND_LOGO", logoFile), readImage("BRAND_ICON", iconFile)];
  const messages = [logo, icon].filter((one) => typeof one === "string");
  if (typeof logo === "string" || typeof icon === "string") return { kind: "invalid", messages };
  return { kind: "images", images: { logo, icon } };
}

function readImage(name: string, path: string | null): BrandImage | string | null {
  if (path === null) return null;
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) return `${name} ${path} must be a file that ends in ${Object.keys(TYPES).join(", ")}`;
  try {
    const bytes = new Uint8Array(readFileSync(/* turbopackIgnore: true */ path));
    if (bytes.byteLength > MAX_BYTES)
      return `${name} ${path} has ${bytes.byteLength} bytes, and at most ${MAX_BYTES} are allowed`;
    const version = createHash("sha256").update(bytes).digest("base64url").slice(0, 12);
    return { bytes, type, version };
  } catch (error) {
    return `${name} ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
