/**
 * The widths that product pictures are made in, in image pixels: a row of a basket, a card of a list, a whole screen.
 * Each exists once more at twice the width, for dense screens.
 */
export const PICTURE_SIZES = { thumbnail: 128, card: 320, large: 800 } as const;
export type PictureSize = keyof typeof PICTURE_SIZES;

/** What a picture's address may end in, narrowest first. */
export const PICTURE_WIDTHS: readonly number[] = [
  ...new Set(Object.values(PICTURE_SIZES).flatMap((width) => [width, 2 * width])),
].sort((a, b) => a - b);

/** An address of ours for a picture of another origin, up to its width (lib/pictures/picture-address.ts). */
const RESIZED = /^(.*\/pictures\/[0-9a-f]{32}\/)\d+$/;

/**
 * The attributes of an `<img>` of a size that is `cssWidth` wide on the screen; the browser takes the file that suits its
 * density. A picture that is not resized, such as a drawing of ours, is named as it is.
 */
export function pictureIn(
  size: PictureSize,
  address: string,
  cssWidth: number,
): { readonly src: string; readonly srcSet?: string; readonly sizes?: string } {
  const stem = RESIZED.exec(address)?.[1];
  if (stem === undefined) return { src: address };
  const width = PICTURE_SIZES[size];
  const srcSet = [width, 2 * width].map((one) => `${stem}${one} ${one}w`).join(", ");
  return { src: `${stem}${width}`, srcSet, sizes: `${cssWidth}px` };
}

/** What is drawn where a product has no picture: the first letter or digit of its title, in upper case. */
export function initialOf(title: string): string {
  const letter = /[\p{L}\p{N}]/u.exec(title)?.[0] ?? [...title.trim()][0] ?? "";
  return letter.toUpperCase();
}
