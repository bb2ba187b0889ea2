import { z } from "zod";
import {
  contrastOnPage,
  darkColours,
  lightColours,
  MIN_CONTRAST,
  readableOnPage,
  type BrandColours,
} from "./colours.ts";

export type BrandConfig = {
  /** Null: pages bear the name of the seller, or the shop's host where they are nobody's alone. */
  readonly name: string | null;
  readonly logoFile: string | null;
  readonly iconFile: string | null;
  /** Null: the colours of the tokens. */
  readonly colours: { readonly light: BrandColours; readonly dark: BrandColours } | null;
};

/** A colour in which links and buttons can be read on our pages. */
export const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: "must be a colour such as #0d6446", abort: true })
  .transform((text) => text.toLowerCase())
  .refine((text) => contrastOnPage(text) >= MIN_CONTRAST, {
    error: ({ input }) => {
      const given = String(input);
      // Cut and not rounded: 4.499 is not 4.50.
      const ratio = String(contrastOnPage(given)).slice(0, 4);
      return `${given} has a contrast of ${ratio}:1 with the pages, and links and buttons need ${MIN_CONTRAST}:1; ${readableOnPage(given)} has it`;
    },
  });

/** How the pages that buyers see are the seller's own. */
export const brandSettings = z
  .object({
    BRAND_NAME: z.string().max(60, "must have at most 60 characters").optional(),
    BRAND_LOGO: z.string().optional(),
    BRAND_ICON: z.string().optional(),
    BRAND_COLOR: colour.optional(),
  })
  .transform(({ BRAND_NAME, BRAND_LOGO, BRAND_ICON, BRAND_COLOR }): BrandConfig => ({
    name: BRAND_NAME ?? null,
    logoFile: BRAND_LOGO ?? null,
    iconFile: BRAND_ICON ?? null,
    colours: BRAND_COLOR === undefined ? null : { light: lightColours(BRAND_COLOR), dark: darkColours(BRAND_COLOR) },
  }));
