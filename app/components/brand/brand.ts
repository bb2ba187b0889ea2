import type { Metadata } from "next";
import type { BrandColours } from "#lib/config/brand/colours.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { COLOURS } from "#lib/wire/look/tokens.ts";

/** Whose a page is, as its header, its title and its icon say. */
export type Brand = {
  readonly name: string;
  /** The address of its logo on our origin; null: the name's initial. */
  readonly logo: string | null;
  readonly icon: string;
  readonly colours: { readonly light: BrandColours; readonly dark: BrandColours } | null;
};

type Opened = Pick<Runtime, "config" | "brandImages">;

/** The shop's, where BRAND_NAME says one; else that of `sellerName`, who sells what the page is about, or null where nobody does alone. */
export function brandOf({ config, brandImages }: Opened, sellerName: string | null): Brand {
  const { brand, feedDefaults, publicUrl } = config;
  const name = brand.name ?? sellerName ?? feedDefaults.sellerName ?? new URL(publicUrl).host;
  const { logo, icon } = brandImages;
  return {
    name,
    logo: logo === null ? null : `/brand/logo?v=${logo.version}`,
    icon: icon === null ? initialIcon(name, brand.colours?.light ?? null) : `/brand/icon?v=${icon.version}`,
    colours: brand.colours,
  };
}

/** The head of a page that is the seller's: nothing in it is the product's. */
export const brandMetadata = (title: string, { name, icon }: Brand): Metadata => ({
  title: { absolute: `${title} · ${name}` },
  description: null,
  icons: { icon },
});

/** The name's first character, in capitals where its script has them. */
export const initialOf = (name: string): string => String.fromCodePoint(name.codePointAt(0) ?? 0x20).toUpperCase();

function initialIcon(name: string, colours: BrandColours | null): string {
  const { accent, onAccent } = colours ?? { accent: COLOURS.light.accent, onAccent: COLOURS.light["on-accent"] };
  const letter = initialOf(name).replace(/[&<]/, (sign) => (sign === "&" ? "&amp;" : "&lt;"));
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${accent}"/><text x="16" y="22" font-family="sans-serif" font-size="17" font-weight="600" text-anchor="middle" fill="${onAccent}">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
