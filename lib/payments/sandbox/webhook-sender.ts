import type { SandboxLedger } from "./ledger.ts";
import { signWebhook } from "./signature.ts";

export type Deliver = (
  url: string,
  init: { method: "POST"; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<Response>;

type WebhookSenderOptions = {
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly now: () => Date;
  readonly deliver?: Deliver;
};

const RETRY_AFTER_MS = [200, 1000, 5000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000];
const LEASE_MS = 15_000;
const LOOK_EVERY_MS = 1000;
const TIMEOUT_MS = 10_000;

/** Delivers the sandbox bank's webhooks from its books: signed, retried with growing pauses, taken up again after a restart. */
export class SandboxWebhookSender {
  readonly #ledger: SandboxLedger;
  readonly #options: WebhookSenderOptions;
  #timer: NodeJS.Timeout | null = null;
  #busy = false;
  #wokenWhileBusy = false;

  constructor(ledger: SandboxLedger, options: WebhookSenderOptions) {
    this.#ledger = ledger;
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
    this.wake();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Looks for due events soon; the caller's own work is not held up. */
  wake(): void {
    if (this.#busy) this.#wokenWhileBusy = true;
    else setTimeout(() => void this.#round(), 5).unref();
  }

  async #round(): Promise<void> {
    if (this.#busy || !this.#ledger.isOpen) return;
    this.#busy = true;
    try {
      const due = this.#ledger.takeDueEvents(this.#options.now().getTime(), LEASE_MS, RETRY_AFTER_MS.length);
      await Promise.all(due.map((event) => this.#send(event.id, event.body, event.tries)));
    } catch {
      // The file was locked for longer than its time-out: the events are in it and the next look takes them.
    } finally {
      this.#busy = false;
    }
    if (!this.#wokenWhileBusy) return;
    this.#wokenWhileBusy = false;
    this.wake();
  }

  async #send(id: string, body: string, tries: number): Promise<void> {
    const delivered = await this.#post(body);
    if (!this.#ledger.isOpen) return;
    if (delivered) return this.#ledger.markDelivered(id);
    const wait = RETRY_AFTER_MS[tries - 1] ?? 0;
    this.#ledger.putOff(id, this.#options.now().getTime() + wait);
    if (wait < LOOK_EVERY_MS) setTimeout(() => this.wake(), wait).unref();
  }

  async #post(body: string): Promise<boolean> {
    const { webhookUrl, webhookSecret, now, deliver = fetch } = this.#options;
    const headers = {
      "content-type": "application/json",
      "sandbox-signature": signWebhook(body, webhookSecret, now()),
    };
    try {
      return (await deliver(webhookUrl, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) })).ok;
    } catch {
      return false;
    }
  }
}
