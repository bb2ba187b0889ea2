import type { Metadata } from "next";
import { darkColours, lightColours, type BrandColours } from "#lib/config/brand/colours.ts";
import { pictureUrl } from "#lib/pictures/picture-address.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import type { Policy, Seller } from "#lib/sellers/record.ts";
import { COLOURS } from "#lib/wire/look/tokens.ts";

/** Whose a page is, as its header, its title and its icon say. */
export type Brand = {
  readonly name: string;
  /** The address of its logo on our origin; null: the name's initial. */
  readonly logo: string | null;
  readonly icon: string;
  readonly colours: { readonly light: BrandColours; readonly dark: BrandColours } | null;
  /** Where each policy is read. */
  readonly policies: Readonly<Record<Policy, string>>;
};

type SellerLook = Pick<Seller, "id" | "name" | "logo" | "color" | "policies">;
type Opened = Pick<Runtime, "config" | "brandImages">;

/**
 * The shop's, for a page that no seller has alone, and for what a seller does not say of themselves. A seller with a logo or
 * a colour of their own has their own name beside it; else BRAND_NAME goes before that of `sellerName`, who sells what the
 * page is about.
 */
export function brandOf({ config, brandImages }: Opened, sellerName: string | null, seller?: SellerLook): Brand {
  const { brand, feedDefaults, publicUrl } = config;
  const own = seller !== undefined && (seller.logo !== null || seller.color !== null) ? seller : null;
  const ofSeller = own?.name ?? sellerName;
  const name = (own === null ? brand.name : null) ?? ofSeller ?? feedDefaults.sellerName ?? new URL(publicUrl).host;
  const policies = policiesOf(seller);
  if (own !== null) {
    const colours =
      own.color === null ? brand.colours : { light: lightColours(own.color), dark: darkColours(own.color) };
    return {
      name,
      logo: own.logo === null ? null : pictureUrl(own.logo, publicUrl),
      icon: initialIcon(name, colours?.light ?? null),
      colours,
      policies,
    };
  }
  const { logo, icon } = brandImages;
  return {
    name,
    logo: logo === null ? null : `/brand/logo?v=${logo.version}`,
    icon: icon === null ? initialIcon(name, brand.colours?.light ?? null) : `/brand/icon?v=${icon.version}`,
    colours: brand.colours,
    policies,
  };
}

/** A seller's own policies, and the shop's for those that they have not. */
const policiesOf = (seller: SellerLook | undefined): Brand["policies"] => {
  const own = (policy: Policy) =>
    seller?.policies[policy] === undefined ? "" : `?seller=${encodeURIComponent(seller.id)}`;
  const at = (policy: Policy) => `/policies/${policy}${own(policy)}`;
  return { terms: at("terms"), privacy: at("privacy"), returns: at("returns"), shipping: at("shipping") };
};

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
  // What an address may have as it is, stays so: it is in each page.
  return `data:image/svg+xml,${encodeURIComponent(drawing).replaceAll(/%(?:20|3D|3A|2F)/g, decodeURIComponent)}`;
}
