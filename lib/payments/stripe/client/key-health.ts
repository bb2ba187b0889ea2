import type Stripe from "stripe";
import type { AccountIdOutcome } from "../../account.ts";
import type { KeyHealth, KeyState } from "../../key-health.ts";
import { orUnknown, stripeFailure, tried } from "../failure.ts";

/** A right that was refused and is not asked for again says nothing after this long. */
const REFUSAL_COUNTS_FOR_MS = 15 * 60_000;
const PROBE_TIMEOUT_MS = 5000;

type Refused = Extract<KeyState, { kind: "unauthorized" }>;
type Seen = { readonly method: string; readonly path: string; readonly status: number; readonly request_id?: string };

/**
 * What Stripe's responses say about our key, whatever was asked. 401: it is rotated or revoked, until Stripe accepts it.
 * 403: a restricted key lacks the right to one operation, until that succeeds or is not refused again for a quarter of
 * an hour. `onChange` is called once for each change.
 */
export function followKey(stripe: Stripe, now: () => Date, onChange: (state: KeyState) => void): KeyHealth {
  let revoked: Refused | null = null;
  const forbidden = new Map<string, { readonly state: Refused; readonly lastAt: Date }>();
  let answeredAt: Date | null = null;
  let emitted: KeyState["kind"] = "accepted";

  const state = (): KeyState => {
    for (const [operation, { lastAt }] of forbidden)
      if (now().getTime() - lastAt.getTime() > REFUSAL_COUNTS_FOR_MS) forbidden.delete(operation);
    const [first] = forbidden.values();
    const current = revoked ?? first?.state ?? { kind: "accepted" };
    if (current.kind !== emitted) {
      emitted = current.kind;
      onChange(current);
    }
    return current;
  };

  stripe.on("response", ({ method, path, status, request_id: requestId }: Seen) => {
    answeredAt = now();
    const operation = operationOf(method, path);
    const refused: Refused = { kind: "unauthorized", since: answeredAt, operation, requestId: requestId ?? null };
    if (status === 401) revoked ??= refused;
    // These may be answered before the key is looked at.
    else if (status !== 429 && status < 500) revoked = null;
    if (status === 403)
      forbidden.set(operation, { state: forbidden.get(operation)?.state ?? refused, lastAt: answeredAt });
    else if (status !== 401 && status !== 429 && status < 500) forbidden.delete(operation);
    state();
  });

  return {
    state,
    async probe(since) {
      if (answeredAt !== null && answeredAt >= since) return;
      const once = { timeout: PROBE_TIMEOUT_MS, maxNetworkRetries: 0 };
      await tried(() => stripe.paymentIntents.list({ limit: 1 }, once));
    },
  };
}

/** `POST /v1/payment_intents/*`: the operation without the object that it was for. */
function operationOf(method: string, path: string): string {
  const [place = ""] = path.split("?", 1);
  return `${method} ${place.replaceAll(/\/[a-z]+_[\w-]*[A-Z0-9][\w-]*/g, "/*")}`;
}

const WITHHELD = 403;

/**
 * Which account a key is for. Test and live mode of an account share its id and nothing else, so the mode is a part of the
 * answer. A restricted key may have no right to know. `stripe` is not the client whose key is followed: a right that is
 * missing here is missing nowhere else. https://docs.stripe.com/api/accounts/retrieve
 */
export function readAccountId(stripe: Stripe, mode: "test" | "live"): Promise<AccountIdOutcome> {
  return orUnknown(async () => {
    try {
      const { id } = await stripe.accounts.retrieveCurrent({}, { timeout: PROBE_TIMEOUT_MS, maxNetworkRetries: 0 });
      return { kind: "account", id: mode === "live" ? id : `${id} (test)` };
    } catch (error) {
      if (stripeFailure(error).statusCode === WITHHELD) return { kind: "withheld" };
      throw error;
    }
  });
}
