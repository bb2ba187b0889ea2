import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { unreachable } from "#lib/invariant.ts";
import { isCurrency, money } from "#lib/money.ts";
import { createSandboxProvider } from "#lib/payments/sandbox/provider.ts";
import { SandboxBank } from "#lib/payments/sandbox/bank.ts";
import { signWebhook } from "#lib/payments/sandbox/signature.ts";
import type { ProviderBench, SentWebhook, TokenRole } from "./provider-bench.ts";

const SECRETS = { current: "secret-in-use", previous: "secret-before", foreign: "secret-of-a-stranger" } as const;

export type SandboxBench = ProviderBench & {
  readonly bank: SandboxBank;
  /** Moves the bank's and the adapter's clock on. */
  advance(milliseconds: number): void;
};

/** The sandbox bank over a file of its own, its webhooks caught. `answers` decides what our side replies to the n-th delivery. */
export function openSandboxBench(
  options: { readonly file?: string; readonly answers?: (delivery: number) => number | Promise<number> } = {},
): SandboxBench {
  let skipped = 0;
  const now = () => new Date(Date.now() + skipped);
  const sent: SentWebhook[] = [];
  const bank = new SandboxBank({
    file: options.file ?? ":memory:",
    webhookUrl: "http://shop.example.com/api/webhooks/sandbox",
    webhookSecret: SECRETS.current,
    publicUrl: "http://localhost:3000",
    now,
    newReference: () => `pay_${randomBytes(8).toString("hex")}`,
    deliver: async (_url, { body, headers }) => {
      sent.push({ body: new TextEncoder().encode(body), headers: new Headers(headers) });
      return new Response(null, { status: (await options.answers?.(sent.length)) ?? 200 });
    },
  });
  bank.start();
  return {
    bank,
    now,
    provider: createSandboxProvider({ bank, webhookSecrets: [SECRETS.current, SECRETS.previous], now, mode: "test" }),
    token: tokenFor,
    captures: async (attempt) =>
      bank.ledger().charges.flatMap((charge) => {
        if (charge.attempt !== attempt || charge.state === "declined" || !isCurrency(charge.currency)) return [];
        return [{ reference: charge.id, amount: money(charge.amount_minor, charge.currency), state: charge.state }];
      }),
    confirm: async (reference, answer) => void bank.answerChallenge(reference, answer),
    onPage: async (reference, answer) => void bank.answerPage(reference, answer),
    webhooks: () => sent,
    sign: (body, secret, now) => new Headers({ "sandbox-signature": signWebhook(body, SECRETS[secret], now) }),
    advance: (milliseconds) => {
      skipped += milliseconds;
    },
    close: async () => bank.stop(),
  };
}

function tokenFor(role: TokenRole): string {
  switch (role) {
    case "pays":
      return "tok_sandbox_ok";
    case "is_declined":
      return "tok_sandbox_declined";
    case "asks_confirmation":
      return "tok_sandbox_3ds";
    case "reply_is_lost":
      return "tok_sandbox_timeout_captured";
    case "never_arrives":
      return "tok_sandbox_timeout_lost";
    case "is_foreign":
      return "tok_of_another_service";
    default:
      return unreachable(role);
  }
}

/** Banks over one file, new for each test: every bench is a server of its own on the same books. Call it at the top of a test file. */
export function sandboxBenchesOnFile(): {
  bench(options?: Parameters<typeof openSandboxBench>[0]): SandboxBench;
  place(): { readonly folder: string; readonly file: string };
} {
  let folder = "";
  const open: SandboxBench[] = [];
  const place = () => ({ folder, file: join(folder, "sandbox-bank.sqlite") });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-bank-"));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bench) => bench.close()));
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    place,
    bench(options = {}) {
      const opened = openSandboxBench({ file: place().file, ...options });
      open.push(opened);
      return opened;
    },
  };
}
