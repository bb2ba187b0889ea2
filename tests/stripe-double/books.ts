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

type Kept = { readonly objects: Wire[]; readonly keys: [string, KeyRecord][] };
type Cause = { readonly id: string; readonly idempotency_key: string | null };

const API_VERSION = "2026-10-28.endive";

/** Everything the double remembers. With a file it is written there at every commit and read back at the next start. */
export class Books {
  /** Each double is an account of its own. */
  readonly accountId: string;
  /** The sellers' own accounts, by their id. Each sees nothing of the others. */
  readonly connected = new Map<string, Books>();
  readonly keys = new Map<string, KeyRecord>();
  /** The request that is being worked on; events name it. */
  cause: Cause = { id: "req_none", idempotency_key: null };
  /** Whether our balance is too low for refunds, and the code that they are refused with, until a test changes it. */
  refundRules: { isBalanceLow: boolean; refusal: string | null } = { isBalanceLow: false, refusal: null };
  /** What other currencies are converted to as they are booked, and at which rate, until a test changes it. */
  settlement: { readonly currency: string; readonly rate: number } | null = null;
  /** Charges are not booked at the moment; when a test ends that, those that wait are. */
  isBookingLate = false;
  /** Whether Stripe Tax is active in the account, and where it is registered, until a test changes it. */
  taxRules: TaxRules = someTaxRules();
  /** Called for every new event, after it is in the books. */
  onEvent: (event: StripeEvent) => void = () => {};
  readonly #objects = new Map<string, Wire>();
  readonly #file: string | null;
  readonly #platform: Books | null;
  #skippedSeconds = 0;

  constructor(file: string | null, of: { readonly platform: Books; readonly accountId: string } | null = null) {
    this.#file = file;
    this.#platform = of?.platform ?? null;
    this.accountId = of?.accountId ?? newId("acct");
    if (file === null || !existsSync(file)) return;
    const kept: Kept & { skippedSeconds: number; connected?: [string, Kept][] } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    this.#take(kept);
    for (const [id, own] of kept.connected ?? []) this.connect(id).#take(own);
    this.#skippedSeconds = kept.skippedSeconds;
  }

  /** The books of a new seller's account. What happens there is sent to endpoints for connected accounts. */
  connect(accountId: string): Books {
    const books = new Books(null, { platform: this, accountId });
    books.onEvent = (event) => this.onEvent(event);
    this.connected.set(accountId, books);
    return books;
  }

  /** The books that an object is in, of whichever account; these when it is in none. */
  holding(id: string): Books {
    return [this, ...this.connected.values()].find((books) => books.#objects.has(id)) ?? this;
  }

  /** The platform's, also from a seller's account. */
  get platform(): Books {
    return this.#platform ?? this;
  }

  get isConnected(): boolean {
    return this.#platform !== null;
  }

  #take({ objects, keys }: Kept): void {
    for (const object of objects) this.#objects.set(object.id, object);
    for (const [key, record] of keys) this.keys.set(key, record);
  }

  #kept(): Kept {
    return {
      objects: [...this.#objects.values()],
      keys: [...this.keys].filter(([, record]) => record.reply !== null),
    };
  }

  /** The double's own time in Unix seconds; a test may move it forward. */
  now(): number {
    if (this.#platform !== null) return this.#platform.now();
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
      ...(this.isConnected ? { account: this.accountId } : {}),
    });
    this.onEvent(event);
    return event;
  }

  /** Forgets everything: the next test starts with empty books. */
  clear(): void {
    this.#objects.clear();
    this.keys.clear();
    this.connected.clear();
    this.settlement = null;
    this.isBookingLate = false;
    this.#skippedSeconds = 0;
    this.refundRules = { isBalanceLow: false, refusal: null };
    this.taxRules = someTaxRules();
    this.save();
  }

  save(): void {
    if (this.#platform !== null) return this.#platform.save();
    if (this.#file === null) return;
    const connected = [...this.connected].map(([id, books]) => [id, books.#kept()]);
    const text = JSON.stringify({ ...this.#kept(), connected, skippedSeconds: this.#skippedSeconds });
    writeFileSync(`${this.#file}.new`, text);
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function isKind<Kind extends Wire>(object: Wire, kind: Kind["object"]): object is Kind {
  return object.object === kind;
}
