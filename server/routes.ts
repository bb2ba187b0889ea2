import * as acp from "#app/acp/[...path]/route.ts";
import * as acpDiscovery from "#app/.well-known/acp.json/route.ts";
import * as entitlements from "#app/api/entitlements/[holder]/route.ts";
import * as orders from "#app/api/orders/route.ts";
import * as order from "#app/api/orders/[order]/route.ts";
import * as cancel from "#app/api/orders/[order]/cancel/route.ts";
import * as refund from "#app/api/orders/[order]/refund/route.ts";
import * as shipments from "#app/api/orders/[order]/shipments/route.ts";
import * as products from "#app/api/products/route.ts";
import * as product from "#app/api/products/[product]/route.ts";
import * as sellerOnboarding from "#app/api/sellers/[seller]/onboarding/route.ts";
import * as sellerRefresh from "#app/sellers/[seller]/refresh/route.ts";
import * as sellers from "#app/api/sellers/route.ts";
import * as seller from "#app/api/sellers/[seller]/route.ts";
import * as sellerKeys from "#app/api/sellers/[seller]/keys/route.ts";
import * as sellerKey from "#app/api/sellers/[seller]/keys/[key]/route.ts";
import * as sellerReceivers from "#app/api/sellers/[seller]/receivers/route.ts";
import * as sellerReceiver from "#app/api/sellers/[seller]/receivers/[receiver]/route.ts";
import * as sellerState from "#app/api/sellers/[seller]/state/route.ts";
import * as webhook from "#app/api/webhooks/[provider]/route.ts";
import * as checkoutAddress from "#app/checkout/[link]/address/route.ts";
import * as checkoutForm from "#app/checkout/[link]/form/[step]/route.ts";
import * as walletPreview from "#app/checkout/[link]/wallet/preview/route.ts";
import * as brand from "#app/brand/[image]/route.ts";
import * as challenge from "#app/.well-known/openai-apps-challenge/route.ts";
import * as securityTxt from "#app/.well-known/security.txt/route.ts";
import * as healthz from "#app/healthz/route.ts";
import * as subscribe from "#app/plans/[plan]/subscribe/route.ts";
import * as picture from "#app/pictures/[key]/[width]/route.ts";
import * as readyz from "#app/readyz/route.ts";
import type { Route } from "./front/match.ts";

/**
 * What programs ask for and what pages post, answered before Next by the same files that Next mounts under `next dev` and
 * in hosts with a server of their own. /mcp is not here: it is answered on node's own messages (lib/http/mcp/node.ts). The console's
 * and the developers' files stay Next's.
 */
export const ROUTES: readonly Route[] = [
  { path: "/acp/[...path]", module: acp },
  { path: "/api/orders", module: orders },
  { path: "/api/orders/[order]", module: order },
  { path: "/api/orders/[order]/cancel", module: cancel },
  { path: "/api/orders/[order]/refund", module: refund },
  { path: "/api/orders/[order]/shipments", module: shipments },
  { path: "/api/products", module: products },
  { path: "/api/products/[product]", module: product },
  { path: "/api/sellers", module: sellers },
  { path: "/api/sellers/[seller]", module: seller },
  { path: "/api/sellers/[seller]/state", module: sellerState },
  { path: "/api/sellers/[seller]/keys", module: sellerKeys },
  { path: "/api/sellers/[seller]/keys/[key]", module: sellerKey },
  { path: "/api/sellers/[seller]/receivers", module: sellerReceivers },
  { path: "/api/sellers/[seller]/receivers/[receiver]", module: sellerReceiver },
  { path: "/api/sellers/[seller]/onboarding", module: sellerOnboarding },
  { path: "/sellers/[seller]/refresh", module: sellerRefresh },
  { path: "/api/entitlements/[holder]", module: entitlements },
  { path: "/api/webhooks/[provider]", module: webhook },
  { path: "/.well-known/acp.json", module: acpDiscovery },
  { path: "/.well-known/openai-apps-challenge", module: challenge },
  { path: "/.well-known/security.txt", module: securityTxt },
  { path: "/healthz", module: healthz },
  { path: "/readyz", module: readyz },
  { path: "/checkout/[link]/address", module: checkoutAddress },
  { path: "/checkout/[link]/form/[step]", module: checkoutForm },
  { path: "/checkout/[link]/wallet/preview", module: walletPreview },
  { path: "/plans/[plan]/subscribe", module: subscribe },
  { path: "/brand/[image]", module: brand },
  { path: "/pictures/[key]/[width]", module: picture },
];
