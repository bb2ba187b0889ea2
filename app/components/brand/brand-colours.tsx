import type { BrandColours as Colours } from "#lib/config/brand/colours.ts";
import type { Brand } from "./brand.ts";

/** The seller's colours in place of the tokens, on screens; paper has its own. */
export function BrandColours({ colours }: Pick<Brand, "colours">) {
  if (colours === null) return null;
  const rule = ({ accent, accentStrong, onAccent, accentSoft }: Colours) =>
    `:root{--accent:${accent};--accent-strong:${accentStrong};--on-accent:${onAccent};--accent-soft:${accentSoft}}`;
  const light = `@media screen{${rule(colours.light)}}`;
  const dark = `@media screen and (prefers-color-scheme:dark){${rule(colours.dark)}}`;
  return <style>{light + dark}</style>;
}
