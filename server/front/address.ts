/**
 * The address that a buyer's browser has for this request, for code that compares it with an Origin: the host in lower
 * case and without the port that its scheme implies. `host` is what a trusted proxy or the Host header says. A page whose
 * Origin is the shop's own is at the shop's own address, also where a proxy writes another host into the request.
 */
export function browserAddress(
  sent: { readonly host: string; readonly proto: "http" | "https" | null; readonly origin: string | null },
  publicUrl: string,
): { readonly proto: string; readonly host: string } {
  const shop = new URL(publicUrl);
  const shopProto = shop.protocol.slice(0, -1);
  if (sent.origin === shop.origin) return { proto: shopProto, host: shop.host };
  const isShop = URL.parse(`http://${sent.host}`)?.hostname === shop.hostname;
  const proto = sent.proto ?? (isShop ? shopProto : "http");
  return { proto, host: URL.parse(`${proto}://${sent.host}`)?.host ?? sent.host };
}
