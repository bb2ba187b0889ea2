import type { Books } from "./books.ts";
import { byChance, drawsFrom } from "./faults.ts";
import type { StripeEvent } from "./resources/objects.ts";
import { signatureOf, wants, type WebhookEndpoint } from "./resources/webhook-endpoints.ts";

/** What goes wrong with the delivery of one event. A forged one is refused and then tried again rightly, as a retry is. */
export type Mishap =
  | { readonly kind: "duplicate"; readonly copies?: number }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "drop" }
  | { readonly kind: "wrong_secret" }
  | { readonly kind: "old_timestamp"; readonly seconds?: number }
  /** Waits until `count` events that match have come, then sends them the last one first. */
  | { readonly kind: "reorder"; readonly count: number };

/** Which events a mishap meets: of one type, or every one; the next one, or the next `times`. */
export type MishapRule = { readonly mishap: Mishap; readonly type?: string; readonly times?: number };

/** Mishaps by chance, repeatable by their seed as long as the events come in the same order. */
export type RandomMishaps = {
  readonly seed: number;
  readonly chances: readonly { readonly chance: number; readonly mishap: Mishap }[];
};

export type Delivery = {
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly tries: number;
  /** The status that the endpoint answered, or null when it could not be reached in time. */
  readonly status: number | null;
  readonly mishap: Mishap["kind"] | null;
};

type Letter = {
  readonly event: StripeEvent;
  readonly endpoint: string;
  tries: number;
  dueMs: number;
  forgery: Mishap | null;
  isCopy: boolean;
};

const RETRY_AFTER_MS = [100, 500, 2000, 8000, 30_000, 120_000];
const TIMEOUT_MS = 10_000;

/** Delivers events to the endpoints in the order in which they happened, one after the other, and tries again what was not taken. */
export class WebhookSender {
  readonly deliveries: Delivery[] = [];
  readonly #books: Books;
  #letters: Letter[] = [];
  #rules: { readonly rule: MishapRule; left: number }[] = [];
  #held: Letter[] = [];
  #draw: () => Mishap | null = () => null;
  #isPaused = false;
  #isBusy = false;

  constructor(books: Books) {
    this.#books = books;
    books.onEvent = (event) => this.post(event);
    for (const event of books.all<StripeEvent>("event").toReversed())
      if (Number(event["pending_webhooks"]) > 0) this.post(event);
    setInterval(() => void this.#round(), 25).unref();
  }

  post(event: StripeEvent): void {
    const endpoints = this.#books.all<WebhookEndpoint>("webhook_endpoint").filter((endpoint) => wants(endpoint, event));
    event["pending_webhooks"] = endpoints.length;
    const mishap = endpoints.length === 0 ? null : this.#meet(event.type);
    if (mishap?.kind === "drop") event["pending_webhooks"] = 0;
    for (const { id } of endpoints)
      this.#write({ event, endpoint: id, tries: 0, dueMs: Date.now(), forgery: null, isCopy: false }, mishap);
  }

  #write(letter: Letter, mishap: Mishap | null): void {
    if (mishap?.kind === "drop") return this.#note(letter, null, "drop");
    if (mishap?.kind === "delay") letter.dueMs += mishap.ms;
    if (mishap?.kind === "wrong_secret" || mishap?.kind === "old_timestamp") letter.forgery = mishap;
    if (mishap?.kind === "reorder") {
      this.#held.push(letter);
      if (this.#held.length >= mishap.count) this.#letters.push(...this.#held.splice(0).toReversed());
      return;
    }
    this.#letters.push(letter);
    if (mishap?.kind !== "duplicate") return;
    for (let copy = 0; copy < (mishap.copies ?? 1); copy += 1) this.#letters.push({ ...letter, isCopy: true });
  }

  mishap(rule: MishapRule): void {
    const times = rule.times ?? (rule.mishap.kind === "reorder" ? rule.mishap.count : 1);
    this.#rules.push({ rule, left: times });
  }

  randomly(plan: RandomMishaps | null): void {
    const draw = drawsFrom(plan?.seed ?? 0);
    this.#draw = () => byChance(plan?.chances ?? [], draw())?.mishap ?? null;
  }

  /** Sends an event again to every endpoint, as from Stripe's dashboard. */
  resend(id: string): void {
    const event = this.#books.get<StripeEvent>(id, "event");
    if (event === null) throw new Error(`There is no event ${id}.`);
    this.post(event);
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
  }

  /** Sends everything that waits, in the order in which it came or the other way round, and answers when all was tried once. */
  async flush(order: "as_sent" | "reverse"): Promise<void> {
    const waiting = [...this.#letters.splice(0), ...this.#held.splice(0)];
    for (const letter of order === "reverse" ? waiting.toReversed() : waiting) await this.#send(letter);
  }

  /** Forgets what waits, what went wrong and what was delivered. The endpoints belong to the books. */
  clear(): void {
    this.#letters = [];
    this.#held = [];
    this.#rules = [];
    this.randomly(null);
    this.deliveries.length = 0;
    this.#isPaused = false;
  }

  #meet(type: string): Mishap | null {
    const met = this.#rules.find(({ rule, left }) => left > 0 && (rule.type ?? type) === type);
    if (met === undefined) return this.#draw();
    met.left -= 1;
    return met.rule.mishap;
  }

  async #round(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (!this.#isPaused) {
        const index = this.#letters.findIndex((letter) => letter.dueMs <= Date.now());
        const [letter] = index === -1 ? [] : this.#letters.splice(index, 1);
        if (letter === undefined) break;
        await this.#send(letter);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #send(letter: Letter): Promise<void> {
    const endpoint = this.#books.get<WebhookEndpoint>(letter.endpoint, "webhook_endpoint");
    if (endpoint === null) return;
    const { $private: _, ...sent } = letter.event;
    const status = await deliver(endpoint, JSON.stringify(sent), letter.forgery);
    letter.tries += 1;
    this.#note(letter, status, letter.forgery?.kind ?? (letter.isCopy ? "duplicate" : null));
    letter.forgery = null;
    if (status !== null && status < 300) {
      if (!letter.isCopy) letter.event["pending_webhooks"] = Math.max(0, Number(letter.event["pending_webhooks"]) - 1);
      return this.#books.save();
    }
    const wait = RETRY_AFTER_MS[letter.tries - 1];
    if (wait === undefined) return;
    letter.dueMs = Date.now() + wait;
    this.#letters.push(letter);
  }

  #note(letter: Letter, status: number | null, mishap: Mishap["kind"] | null): void {
    const { event, endpoint, tries } = letter;
    this.deliveries.push({ event: event.id, type: event.type, endpoint, tries, status, mishap });
  }
}

async function deliver(endpoint: WebhookEndpoint, body: string, forgery: Mishap | null): Promise<number | null> {
  const age = forgery?.kind === "old_timestamp" ? (forgery.seconds ?? 3600) : 0;
  const secrets = forgery?.kind === "wrong_secret" ? ["whsec_of_a_stranger"] : endpoint.$private.secrets;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "stripe-signature": signatureOf(body, secrets, Math.floor(Date.now() / 1000) - age),
    "user-agent": "Stripe/1.0 (double; not Stripe)",
  };
  try {
    const response = await fetch(endpoint.url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
