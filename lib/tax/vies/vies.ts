import { setTimeout as pause } from "node:timers/promises";
import { taxIdText, type TaxId } from "../../checkout/taxes/tax-id.ts";
import { keptUntil } from "../../kept-answers.ts";
import type { TaxIdOutcome, TaxIdService } from "../tax-id-service.ts";

export const VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api";

/** Member states and Northern Ireland, as VIES calls them. https://ec.europa.eu/taxation_customs/vies/#/help */
const STATES: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" "),
);

const TIMEOUT_MS = 3000;
/** The limits are of all of Europe's users together and clear within moments; Germany's are met most. */
const BUSY = /_MAX_CONCURRENT_REQ(?:_TIME)?$/;
const BUSY_PAUSE_MS = 500;
/** Answers are kept for a while, because a checkout is worked out again at every change of it. */
const KEPT_MS = { known: 3_600_000, unknown: 10_000 };
const MAX_KEPT = 1000;
/** So many may wait at once; who comes beside them is not checked now. */
const MAX_AT_ONCE = 8;

type Options = { readonly url: string; readonly now: () => Date };

/**
 * The Commission's VIES over its REST service (https://ec.europa.eu/taxation_customs/vies/#/technical-information). It
 * passes a number on to the member state's register, which is often busy or closed: that is `unknown`, and never `invalid`.
 */
export function createVies({ url, now }: Options): TaxIdService {
  const kept = keptUntil<TaxIdOutcome>(MAX_KEPT);
  let open = 0;
  return {
    name: "vies",
    covers: (country) => STATES.has(country),
    async check(taxId) {
      const name = taxIdText(taxId);
      const known = kept.at(name, now().getTime());
      if (known !== null) return known;
      if (open >= MAX_AT_ONCE) return { kind: "unknown", why: "too many checks at once" };
      open += 1;
      try {
        const outcome = await ask(url, taxId);
        kept.keep(name, outcome, now().getTime() + KEPT_MS[outcome.kind === "unknown" ? "unknown" : "known"]);
        return outcome;
      } finally {
        open -= 1;
      }
    },
  };
}

async function ask(url: string, taxId: TaxId): Promise<TaxIdOutcome> {
  const first = await askOnce(url, taxId);
  if (first.kind !== "unknown" || !BUSY.test(first.why)) return first;
  await pause(BUSY_PAUSE_MS);
  return askOnce(url, taxId);
}

async function askOnce(url: string, { country, number }: TaxId): Promise<TaxIdOutcome> {
  let body: unknown;
  try {
    const response = await fetch(`${url}/check-vat-number`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ countryCode: country, vatNumber: number }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    // Errors come with a body of the same form, under several statuses.
    body = await response.json();
  } catch (error) {
    return { kind: "unknown", why: error instanceof Error ? error.name : "no answer" };
  }
  return read(body);
}

/** `{"valid": true, …}`, or `{"actionSucceed": false, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}`. */
function read(body: unknown): TaxIdOutcome {
  if (typeof body !== "object" || body === null) return { kind: "unknown", why: "no object" };
  const errors = "errorWrappers" in body && Array.isArray(body.errorWrappers) ? (body.errorWrappers as unknown[]) : [];
  const [first] = errors;
  if (typeof first === "object" && first !== null && "error" in first) {
    const why = String(first.error).slice(0, 60);
    return why === "INVALID_INPUT" ? { kind: "invalid" } : { kind: "unknown", why };
  }
  if (!("valid" in body) || typeof body.valid !== "boolean") return { kind: "unknown", why: "no answer in it" };
  return { kind: body.valid ? "valid" : "invalid" };
}
