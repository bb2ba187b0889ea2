import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { PICTURE_WIDTHS } from "#lib/catalog/picture.ts";
import { MAX_PIXELS, masterOf, sizeOf } from "#lib/pictures/sharp.ts";
import { aPhoto, aPng } from "./made-pictures.ts";

async function master(bytes: Buffer): Promise<Buffer> {
  const made = await masterOf(bytes);
  if (made.kind === "refused") throw new Error(made.reason);
  return made.bytes;
}
const shape = async (bytes: Buffer) => {
  const { format, width, height, exif, icc, pages } = await sharp(bytes).metadata();
  return { format, width, height, exif, icc, pages };
};
const plain = (format: string, width: number, height: number) => ({
  format,
  width,
  height,
  exif: undefined,
  icc: undefined,
  pages: undefined,
});

let largest: Promise<Buffer> | undefined;

describe("the sizes of a picture", () => {
  it.each(["jpeg", "png", "webp", "avif", "gif"] as const)("are made from %s", async (format) => {
    expect(await shape(await master(await aPhoto(40, 30, format)))).toEqual(plain("webp", 40, 30));
  });

  it.each(PICTURE_WIDTHS)(
    "are as wide as they say, whatever the picture was: %i",
    async (width) => {
      const made = await (largest ??= aPhoto(2000, 1500).then(master));
      expect(await shape(made)).toEqual(plain("webp", 1600, 1200));
      const height = (width * 3) / 4;
      expect(await shape(await sizeOf(made, width, "webp"))).toEqual(plain("webp", width, height));
      expect(await shape(await sizeOf(made, width, "jpeg"))).toEqual(plain("jpeg", width, height));
    },
    30_000,
  );

  it("never enlarge a picture, and fit a very tall one by its height", async () => {
    const [small, tall] = [await master(await aPhoto(50, 40)), await master(await aPhoto(200, 2000))];
    expect(await shape(await sizeOf(small, 800, "webp"))).toEqual(plain("webp", 50, 40));
    expect(await shape(await sizeOf(tall, 320, "webp"))).toEqual(plain("webp", 64, 640));
  }, 30_000);

  it("are upright and tell nothing of the camera", async () => {
    const sideways = await sharp(await aPhoto(60, 40))
      .withExif({ IFD0: { Artist: "Ada Lovelace" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await shape(await master(sideways))).toEqual(plain("webp", 40, 60));
  });

  it("show the first frame of a picture that moves", async () => {
    const frames = [await aPhoto(20, 20, "png"), await aPhoto(20, 20, "png")];
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    expect(await shape(await master(moving))).toEqual(plain("webp", 20, 20));
  });

  it("keep what is transparent in WebP and put it on white in JPEG", async () => {
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    const corner = async (bytes: Buffer) => [...(await sharp(bytes).ensureAlpha().raw().toBuffer()).subarray(0, 4)];
    expect((await corner(await sizeOf(await master(clear), 128, "webp")))[3]).toBe(0);
    expect(await corner(await sizeOf(await master(clear), 128, "jpeg"))).toEqual([255, 255, 255, 255]);
  });

  it("are made up to fifty megapixels and not a row beyond", async () => {
    const black = (height: number) => aPng(10_000, height, deflateSync(Buffer.alloc(height * 1251)));
    expect(MAX_PIXELS).toBe(50_000_000);
    expect((await masterOf(black(5000))).kind).toBe("picture");
    expect(await masterOf(black(5001))).toEqual({ kind: "refused", reason: "too_many_pixels" });
  }, 30_000);

  it("are never made of an SVG, also where the check of its first bytes were passed", async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(sharp(svg).metadata()).rejects.toThrow(/unsupported image format/);
  });
});
