import { keptAnswers } from "#lib/kept-answers.ts";

/** Under more names than these nobody reaches one shop. */
const MAX_HOSTS = 100;

type SentAddress = {
  readonly host: string;
  readonly proto: "http" | "https" | null;
  readonly origin: string | null;
};
type BrowserAddress = { readonly proto: string; readonly host: string };

/**
 * The address that a buyer's browser has for this request, for code that compares it with an Origin: the host in lower
 * case and without the port that its scheme implies. `host` is what a trusted proxy or the Host header says. A page whose
 * Origin is the shop's own is at the shop's own address, also where a proxy writes another host into the request.
 */
export function browserAddresses(publicUrl: string): (sent: SentAddress) => BrowserAddress {
  const shop = new URL(publicUrl);
  const shopProto = shop.protocol.slice(0, -1);
  const ofHost = keptAnswers(MAX_HOSTS, (host: string) => ({
    isShop: URL.parse(`http://${host}`)?.hostname === shop.hostname,
    http: URL.parse(`http://${host}`)?.host ?? host,
    https: URL.parse(`https://${host}`)?.host ?? host,
  }));
  return ({ host: sentHost, proto: sentProto, origin }) => {
    if (origin === shop.origin) return { proto: shopProto, host: shop.host };
    const { isShop, http, https } = ofHost(sentHost);
    const proto = sentProto ?? (isShop ? shopProto : "http");
    return { proto, host: proto === "https" ? https : http };
  };
}
