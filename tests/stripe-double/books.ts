import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { someTaxRules, type TaxRules } from "./resources/tax/rules.ts";
import { newId, publicView, type StripeEvent, type Wire } from "./resources/objects.ts";

/** The reply to a request with an idempotency key. `null` as reply: the request is still being worked on. */
export type KeyRecord = {
  readonly fingerprint: string;
  readonly endpoint: string;
  readonly requestId: string;
  readonly created: number;
  readonly reply: { readonly status: number; readonly body: string } | null;
};

type Cause = { readonly id: string; readonly idempotency_key: string | null };

const API_VERSION = "2026-10-28.endive";

/** Everything the double remembers. With a file it is written there at every commit and read back at the next start. */
export class Books {
  /** Each double is an account of its own. */
  readonly accountId = newId("acct");
  readonly keys = new Map<string, KeyRecord>();
  /** The request that is being worked on; events name it. */
  cause: Cause = { id: "req_none", idempotency_key: null };
  /** Whether our balance is too low for refunds, and the code that they are refused with, until a test changes it. */
  refundRules: { isBalanceLow: boolean; refusal: string | null } = { isBalanceLow: false, refusal: null };
  /** Whether Stripe Tax is active in the account, and where it is registered, until a test changes it. */
  taxRules: TaxRules = someTaxRules();
  /** Called for every new event, after it is in the books. */
  onEvent: (event: StripeEvent) => void = () => {};
  readonly #objects = new Map<string, Wire>();
  readonly #file: string | null;
  #skippedSeconds = 0;

  constructor(file: string | null) {
    this.#file = file;
    if (file === null || !existsSync(file)) return;
    const kept: { objects: Wire[]; keys: [string, KeyRecord][]; skippedSeconds: number } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    for (const object of kept.objects) this.#objects.set(object.id, object);
    for (const [key, record] of kept.keys) this.keys.set(key, record);
    this.#skippedSeconds = kept.skippedSeconds;
  }

  /** The double's own time in Unix seconds; a test may move it forward. */
  now(): number {
    return Math.floor(Date.now() / 1000) + this.#skippedSeconds;
  }

  skip(seconds: number): void {
    this.#skippedSeconds += seconds;
  }

  insert<Kind extends Wire>(object: Kind): Kind {
    this.#objects.set(object.id, object);
    return object;
  }

  get<Kind extends Wire>(id: string, kind: Kind["object"]): Kind | null {
    const object = this.#objects.get(id);
    return object !== undefined && isKind<Kind>(object, kind) ? object : null;
  }

  any(id: string): Wire | null {
    return this.#objects.get(id) ?? null;
  }

  /** Every object of a kind, the newest first, as lists have them. */
  all<Kind extends Wire>(kind: Kind["object"]): Kind[] {
    return [...this.#objects.values()].filter((object) => isKind<Kind>(object, kind)).toReversed();
  }

  /** `previous`: the fields that changed, as they were. */
  announce(type: string, object: Wire, previous?: Readonly<Record<string, unknown>>): StripeEvent {
    const event = this.insert<StripeEvent>({
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: this.now(),
      data: { object: publicView(object), ...(previous === undefined ? {} : { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 0,
      request: this.cause,
      type,
    });
    this.onEvent(event);
    return event;
  }

  /** Forgets everything: the next test starts with empty books. */
  clear(): void {
    this.#objects.clear();
    this.keys.clear();
    this.#skippedSeconds = 0;
    this.refundRules = { isBalanceLow: false, refusal: null };
    this.taxRules = someTaxRules();
    this.save();
  }

  save(): void {
    if (this.#file === null) return;
    const text = JSON.stringify({
      objects: [...this.#objects.values()],
      keys: [...this.keys].filter(([, record]) => record.reply !== null),
      skippedSeconds: this.#skippedSeconds,
    });
    writeFileSync(`${this.#file}.new`, text);
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function isKind<Kind extends Wire>(object: Wire, kind: Kind["object"]): object is Kind {
  return object.object === kind;
}
