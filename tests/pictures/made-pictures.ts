import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A picture that a camera could have taken: soft blots, so that it compresses neither to nothing nor not at all. */
export const aPhoto = (width: number, height: number, format: "jpeg" | "png" | "webp" | "avif" | "gif" = "jpeg") =>
  sharp({
    create: {
      width: Math.ceil(width / 10),
      height: Math.ceil(height / 10),
      channels: 3,
      background: { r: 120, g: 80, b: 40 },
      noise: { type: "gaussian", mean: 128, sigma: 30 },
    },
  })
    .resize(width, height, { fit: "fill" })
    .toFormat(format)
    .toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG that claims a size and has the pixel data, and other chunks, that it is given. */
export function aPng(width: number, height: number, pixels: Buffer, ...chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const parts = [chunk("IHDR", header), ...chunks, chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

/** 625 million black pixels in 80 kB. */
export const pixelBomb = (): Buffer => aPng(25_000, 25_000, deflateSync(Buffer.alloc(25_000 * 3126)));

/** One good pixel, and beside it a text of 100 MB in 100 kB, which is never unpacked into memory. */
export const textBomb = (): Buffer =>
  aPng(
    1,
    1,
    deflateSync(Buffer.from([0, 0])),
    chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0", "latin1"), deflateSync(Buffer.alloc(100_000_000))])),
  );

/** A WebP head (VP8X) that claims a canvas. */
export function aWebpOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(30);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(22, 4);
  head.write("WEBPVP8X", 8, "latin1");
  head.writeUInt32LE(10, 16);
  head.writeUIntLE(width - 1, 24, 3);
  head.writeUIntLE(height - 1, 27, 3);
  return head;
}

/** A GIF that claims a screen and has one pixel. */
export function aGifOf(width: number, height: number): Buffer {
  const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==", "base64");
  for (const offset of [6, 24]) {
    gif.writeUInt16LE(width, offset);
    gif.writeUInt16LE(height, offset + 2);
  }
  return gif;
}

/** A JPEG whose head claims another size than its data have. */
export async function aJpegOf(width: number, height: number): Promise<Buffer> {
  const jpeg = await aPhoto(16, 16);
  const start = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(height, start + 5);
  jpeg.writeUInt16BE(width, start + 7);
  return jpeg;
}

/** An AVIF whose head claims another size than its data have. */
export async function anAvifOf(width: number, height: number): Promise<Buffer> {
  const avif = await aPhoto(16, 16, "avif");
  const start = avif.indexOf("ispe", 0, "latin1");
  avif.writeUInt32BE(width, start + 8);
  avif.writeUInt32BE(height, start + 12);
  return avif;
}

export const SVG_WITH_SCRIPT =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>fetch("/api/orders")</script><image href="file:///etc/passwd"/></svg>';
