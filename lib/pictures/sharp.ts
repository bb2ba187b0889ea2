import sharp, { type Sharp } from "sharp";
import { PICTURE_WIDTHS } from "../catalog/picture.ts";
import { invariant } from "../invariant.ts";

export const PICTURE_FORMATS = ["webp", "jpeg"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];
export type DecodeRefusal = "not_a_picture" | "too_many_pixels" | "damaged";
export type Decoded =
  { readonly kind: "picture"; readonly bytes: Buffer } | { readonly kind: "refused"; readonly reason: DecodeRefusal };

export const MAX_PIXELS = 50_000_000;
/** Far beyond any photograph; a picture one pixel high and millions wide has few pixels and is still an attack. */
const MAX_SIDE = 30_000;
const DECODE_TIMEOUT_S = 10;
const LARGEST_WIDTH = Math.max(...PICTURE_WIDTHS);
/** Portraits keep their width down to 1:2; anything narrower is fitted by its height. */
const TALLEST_RATIO = 2;

// Nothing is shared between pictures, one thread decodes, and only these five formats are ever loaded: no SVG, no PDF.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Nsgif"].map((format) => `VipsForeignLoad${format}Buffer`),
});

const LIMITS = { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true, pages: 1 } as const;

/**
 * Makes the one file that every size is made from: WebP, at most 1,600 pixels wide, upright, in sRGB and without metadata.
 * The picture's first bytes decide what it is, whatever it was called; of a moving picture the first frame is taken. The
 * size in its head is checked before a pixel is decoded.
 */
export async function masterOf(bytes: Buffer): Promise<Decoded> {
  if (!isPicture(bytes)) return { kind: "refused", reason: "not_a_picture" };
  try {
    const { width, height } = await sharp(bytes, { ...LIMITS, limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE)
      return { kind: "refused", reason: "too_many_pixels" };
    const master = sharp(bytes, LIMITS).timeout({ seconds: DECODE_TIMEOUT_S }).autoOrient();
    return { kind: "picture", bytes: await within(master, LARGEST_WIDTH).webp({ quality: 90, effort: 2 }).toBuffer() };
  } catch (error) {
    // What sharp says is about these bytes; our own mistakes are type errors.
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    return { kind: "refused", reason: "damaged" };
  }
}

/** One size of a picture, from its master. JPEG has no transparency, so there it is on white. */
export async function sizeOf(master: Buffer, width: number, format: PictureFormat): Promise<Buffer> {
  invariant(PICTURE_WIDTHS.includes(width), "a picture is made in the widths of the table");
  const smaller = within(sharp(master, LIMITS), width);
  return format === "webp"
    ? smaller.webp({ quality: 80, effort: 3 }).toBuffer()
    : smaller.flatten({ background: "#ffffff" }).jpeg({ quality: 82, progressive: true }).toBuffer();
}

const within = (picture: Sharp, width: number): Sharp =>
  picture.resize({ width, height: width * TALLEST_RATIO, fit: "inside", withoutEnlargement: true });

/** JPEG, PNG, GIF, WebP or AVIF by the bytes that each begins with. */
function isPicture(bytes: Buffer): boolean {
  const text = (from: number, to: number) => bytes.toString("latin1", from, to);
  return (
    text(0, 3) === "\xff\xd8\xff" ||
    text(0, 8) === "\x89PNG\r\n\x1a\n" ||
    /^GIF8[79]a$/.test(text(0, 6)) ||
    (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") ||
    (text(4, 8) === "ftyp" && [8, 16, 20, 24, 28, 32].some((start) => text(start, start + 4) === "avif"))
  );
}
