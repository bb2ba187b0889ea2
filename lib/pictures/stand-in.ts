import { initialOf } from "../catalog/picture.ts";

/** Translucent grey, so that the tile is quiet on a light page and on a dark one. */
const TILE = '<rect width="320" height="320" fill="#808080" fill-opacity=".16"/>';
const LETTER =
  'x="160" y="160" fill="#808080" font-family="system-ui, sans-serif" font-size="136" font-weight="600" text-anchor="middle" dominant-baseline="central"';
/** A frame with a hill and a sun, where not even a title is known. */
const SCENE =
  '<g fill="none" stroke="#808080" stroke-width="12" stroke-linejoin="round"><rect x="88" y="104" width="144" height="112" rx="12"/><circle cx="124" cy="140" r="10"/><path d="M92 204l44-44 28 26 30-34 36 40"/></g>';

/** The drawing that is shown for a picture that cannot be had: the initial of the product's title, as SVG. */
export function standIn(title: string): string {
  const initial = initialOf(title);
  const sign = initial === "" ? SCENE : `<text ${LETTER}>${escaped(initial)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320">${TILE}${sign}</svg>`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
