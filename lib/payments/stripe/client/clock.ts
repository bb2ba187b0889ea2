import type Stripe from "stripe";

/** The header has whole seconds, and a response takes a moment: less than this is no difference. */
const EXACT_TO_MS = 5000;
/** Both a webhook's signature and a look by time allow for a little; from here on it is worth a person's attention. */
const WORTH_REPORTING_MS = 60_000;

/** `offMs`: how far this machine's clock is ahead of Stripe's, below 0 when it is behind. */
export type ClockWatch = {
  readonly offMs: () => number;
  readonly onResponse: (response: Pick<Stripe.HttpClientResponse, "getHeaders">, sentAt: number) => void;
};

/**
 * Compares this machine's clock with Stripe's, by the `Date` of every response. `onChange` is called with the difference in
 * milliseconds when it becomes more than a minute, and with 0 when it is less again. `elapsedMs` is a clock that only runs
 * forward, the one that `sentAt` is read from.
 */
export function watchClock(
  now: () => Date,
  onChange: (offMs: number) => void,
  elapsedMs: () => number = () => performance.now(),
): ClockWatch {
  let offMs = 0;
  let isReported = false;
  return {
    offMs: () => offMs,
    onResponse(response, sentAt) {
      const date: unknown = response.getHeaders()["date"];
      const atStripe = typeof date === "string" ? Date.parse(date) : Number.NaN;
      if (Number.isNaN(atStripe)) return;
      // The header was written, and cut to its second, at some moment of the request.
      const off = now().getTime() - (elapsedMs() - sentAt) / 2 - (atStripe + 500);
      offMs = Math.abs(off) < EXACT_TO_MS ? 0 : Math.round(off);
      const isWorthReporting = Math.abs(offMs) > WORTH_REPORTING_MS;
      if (isWorthReporting !== isReported) onChange(isWorthReporting ? offMs : 0);
      isReported = isWorthReporting;
    },
  };
}
