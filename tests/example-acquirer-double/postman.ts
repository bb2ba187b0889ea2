import { createHmac } from "node:crypto";
import type { Happening } from "./books.ts";

export type PostSettings = {
  /** Where the batches go; null keeps everything back. */
  url: string | null;
  hmacKey: string;
  isHeld: boolean;
  order: "as_happened" | "reverse";
  /** How often each item is sent in all. */
  copies: number;
};

export type Batch = { readonly items: readonly unknown[]; tries: number; dueMs: number };

const RETRY_AFTER_MS = [100, 300, 1000, 3000, 10_000];
const MOST_ITEMS = 25;

/** Collects what happened into batches, signs every item by itself and sends a batch again until `[accepted]` comes back. */
export class Postman {
  readonly settings: PostSettings = {
    url: null,
    hmacKey: "00".repeat(32),
    isHeld: false,
    order: "as_happened",
    copies: 1,
  };
  readonly deliveries: { readonly items: number; readonly tries: number; readonly isAccepted: boolean }[] = [];
  #happenings: Happening[] = [];
  #batches: Batch[] = [];
  #isBusy = false;

  constructor() {
    setInterval(() => void this.#round(), 10).unref();
  }

  get isQuiet(): boolean {
    return this.settings.url === null || (this.#happenings.length === 0 && this.#batches.length === 0 && !this.#isBusy);
  }

  post(happening: Happening): void {
    this.#happenings.push(happening);
  }

  async #round(): Promise<void> {
    if (this.#isBusy || this.settings.url === null || this.settings.isHeld) return;
    this.#isBusy = true;
    try {
      this.#fill();
      const due = this.#batches.filter((batch) => batch.dueMs <= Date.now());
      for (const batch of due) await this.#send(batch, this.settings.url);
    } finally {
      this.#isBusy = false;
    }
  }

  #fill(): void {
    const { order, copies, hmacKey } = this.settings;
    const all = this.#happenings.splice(0).flatMap((one) => Array.from({ length: copies }, () => itemOf(one, hmacKey)));
    if (order === "reverse") all.reverse();
    while (all.length > 0) this.#batches.push({ items: all.splice(0, MOST_ITEMS), tries: 0, dueMs: 0 });
  }

  async #send(batch: Batch, url: string): Promise<void> {
    const isAccepted = await deliver(url, batch.items);
    batch.tries += 1;
    this.deliveries.push({ items: batch.items.length, tries: batch.tries, isAccepted });
    const wait = RETRY_AFTER_MS[batch.tries - 1];
    if (isAccepted || wait === undefined) this.#batches = this.#batches.filter((one) => one !== batch);
    else batch.dueMs = Date.now() + wait;
  }
}

/** The rule: the seven fields joined by colons, HMAC-SHA256 under the key's bytes (it is written in hex), in base64. */
export function itemOf(happening: Happening, hmacKey: string) {
  const { reference, originalReference, merchantReference, amount, eventCode, success } = happening;
  const signed = [reference, originalReference, merchantReference, amount.value, amount.currency, eventCode, success];
  const hmacSignature = createHmac("sha256", Buffer.from(hmacKey, "hex")).update(signed.join(":")).digest("base64");
  return { ...happening, success: String(success), additionalData: { hmacSignature } };
}

async function deliver(url: string, notificationItems: readonly unknown[]): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ notificationItems }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    return response.status === 200 && text === "[accepted]";
  } catch {
    return false;
  }
}
