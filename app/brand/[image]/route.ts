import { runtime } from "#lib/runtime/runtime.ts";

const YEAR = 365 * 24 * 3600;

/** The seller's logo and icon, BRAND_LOGO and BRAND_ICON. A drawing that is opened by itself runs nothing and loads nothing. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ image: string }> }) {
  const { image: wanted } = await params;
  const { brandImages } = await runtime();
  const image = wanted === "logo" ? brandImages.logo : wanted === "icon" ? brandImages.icon : null;
  if (image === null) return new Response(null, { status: 404 });
  const isNamed = new URL(request.url).searchParams.get("v") === image.version;
  return new Response(image.bytes, {
    headers: {
      "content-type": image.type,
      "cache-control": isNamed ? `public, max-age=${YEAR}, immutable` : "no-cache",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
