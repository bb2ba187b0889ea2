import { COLOURS, PRINTED } from "../../wire/look/tokens.ts";

/** The colours of buttons and links on the seller's pages, as CSS writes them. */
export type BrandColours = Readonly<Record<"accent" | "accentStrong" | "onAccent" | "accentSoft", string>>;

type Rgb = readonly [red: number, green: number, blue: number];

/** What the pages paint text and buttons on. */
const paintedOn = ({ surface, canvas, ink, muted }: typeof COLOURS.light | typeof COLOURS.dark) => ({
  page: [surface, canvas],
  text: [ink, muted],
  surface,
});
const [LIGHT, DARK] = [paintedOn(COLOURS.light), paintedOn(COLOURS.dark)];
const [WHITE, BLACK] = [PRINTED.canvas, PRINTED.ink];

/** WCAG 2.2, 1.4.3: text of any size. https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const MIN_CONTRAST = 4.5;

/** The lowest contrast of links in the colour with the light pages, from 1 to 21. */
export const contrastOnPage = (colour: string): number => Math.min(...LIGHT.page.map((page) => contrast(colour, page)));

/** The colour itself on light pages; `colour` is "#" and six hexadecimal digits and has MIN_CONTRAST there. */
export function lightColours(colour: string): BrandColours {
  return coloursOf(colour, mix(colour, BLACK, 0.22), LIGHT);
}

/** The colour as light as dark pages need it. */
export function darkColours(colour: string): BrandColours {
  const accent = untilReadable(colour, WHITE, DARK.page);
  return coloursOf(accent, mix(accent, WHITE, 0.22), DARK);
}

/** The nearest darker colour that light pages can have. */
export const readableOnPage = (colour: string): string => untilReadable(colour, BLACK, LIGHT.page);

function coloursOf(accent: string, accentStrong: string, { text, surface }: typeof LIGHT): BrandColours {
  const onAccent = contrast(WHITE, accent) >= contrast(BLACK, accent) ? WHITE : BLACK;
  // Whole choices are painted with it, so text is read on it.
  const soft = [0.14, 0.1, 0.06, 0.03, 0]
    .map((part) => mix(surface, accent, part))
    .find((shade) => text.every((one) => contrast(one, shade) >= MIN_CONTRAST));
  return { accent, accentStrong, onAccent, accentSoft: soft ?? surface };
}

function untilReadable(colour: string, towards: string, pages: readonly string[]): string {
  for (let part = 0; part < 1; part += 0.04) {
    const shade = mix(colour, towards, part);
    if (pages.every((page) => contrast(shade, page) >= MIN_CONTRAST)) return shade;
  }
  return towards;
}

/** The ratio of WCAG, from 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const linear = (value: number): number => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const [red, green, blue] = rgbOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const mix = (from: string, to: string, part: number): string => {
  const target = rgbOf(to);
  const mixed = rgbOf(from).map((value, index) => Math.round(value + ((target[index] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};

function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}
