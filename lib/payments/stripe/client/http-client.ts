import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type Stripe from "stripe";

/**
 * How long a request that was refused as one too many waits before each further try. A change is worth waiting for while
 * the buyer waits; a look is made again later anyway, and more looks are what the limit is about.
 */
const PAUSES_MS = { change: [400, 800, 1600, 3200], look: [800] } as const;
/** The longest that one request waits. */
export const MAX_PATIENCE_MS = PAUSES_MS.change.reduce((sum, one) => sum + one, 0);
const MIN_PAUSE_MS = 200;

type Request = Parameters<Stripe.HttpClient["makeRequest"]>;

/**
 * Sends requests through `inner`, and one that Stripe answers with 429 again, unchanged and so under the same key: the
 * rate limiter and a locked object both answer before anything is carried out, and the package gives up on them
 * (https://docs.stripe.com/rate-limits). `onResponse` sees every response. Throws what `inner` throws.
 */
export function patientHttpClient(
  inner: Stripe.HttpClient,
  onResponse: (response: Stripe.HttpClientResponse, sentAt: number) => void,
): Stripe.HttpClient {
  const send = async (request: Request): Promise<Stripe.HttpClientResponse> => {
    const sentAt = performance.now();
    const response = await inner.makeRequest(...request);
    onResponse(response, sentAt);
    return response;
  };
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(...request) {
      const [, , , method] = request;
      let response = await send(request);
      for (const longest of PAUSES_MS[method === "GET" ? "look" : "change"]) {
        if (response.getStatusCode() !== 429) break;
        // Read to its end, so that its connection is free for the next try.
        await response.toJSON().catch(() => null);
        // Those that were refused together do not come back together.
        await pause(randomInt(MIN_PAUSE_MS, longest));
        response = await send(request);
      }
      return response;
    },
  };
}
