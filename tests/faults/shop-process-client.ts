import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { HostedPaymentOutcome } from "#lib/purchase/payment/open-hosted-payment.ts";
import type { RefundOrderOutcome } from "#lib/purchase/orders/refund-order.ts";
import type { Failpoint } from "#lib/purchase/failpoints.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { ada } from "../fixtures/test-shop.ts";

const QUICK_IMPORTS = join(import.meta.dirname, "../../scripts/suite/quick-imports.mjs");

/** Nobody answered: the process was ended, or its database made it fail. What it did is not known. */
export type Lost = { readonly kind: "lost"; readonly status: number | null; readonly reason: string };
export type ToolAnswer = {
  readonly kind: "answer";
  readonly text: string;
  readonly isError: boolean;
  /** Null when the tool refused. */
  readonly view: CheckoutView | null;
};

type Ending = number | NodeJS.Signals;

/** A second or two; a machine that is busy with other things needs far longer. */
const READY_WITHIN_MS = 150_000;
const ANSWER_WITHIN_MS = 120_000;
const MAX_KEPT = 30_000;

/** Who buys in the chat: somebody whom the demo's flags always let pay there. */
const BUYER = { "openai/subject": "faults-arm-instant" };
/** The link of each session's page; several processes serve one session. */
const LINKS = new Map<string, string>();

const running = new Set<ChildProcess>();
const badEndings: string[] = [];

/**
 * Call at the top of a test file: what its tests started ends with it, and a server that ended by itself, which is what
 * an unhandled rejection does to it, fails the file.
 */
export function endShopsWithTheFile(): void {
  afterAll(async () => {
    const ends = [...running].map((child) => new Promise<void>((resolve) => void child.once("exit", () => resolve())));
    for (const child of running) child.kill("SIGKILL");
    await Promise.all(ends);
    expect(badEndings, "servers that ended by themselves").toEqual([]);
  });
}

/** One server under test, as tests/faults/shop-process.ts. */
export class ShopProcess {
  readonly url: string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<Ending>;
  #ending: Ending | null = null;
  #output = "";
  readonly #child: ChildProcess;
  readonly #goods: readonly string[];

  constructor(env: Readonly<Record<string, string>> & { readonly PORT: string }, goods: readonly string[]) {
    this.#goods = goods;
    this.url = `http://127.0.0.1:${env.PORT}`;
    const child = spawn(process.execPath, ["--import", QUICK_IMPORTS, join(import.meta.dirname, "shop-process.ts")], {
      stdio: ["ignore", "pipe", "pipe"],
      // These tests make payments fail on purpose, all by one shopper; what the breaker and the limits make of that is others' test.
      env: { ...process.env, BREAKER: "off", LIMITS: "off", ...env },
    });
    this.#child = child;
    running.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream.on(
        "data",
        (chunk: Buffer) => void (this.#output = (this.#output + chunk.toString("utf8")).slice(-MAX_KEPT)),
      );
    this.ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        running.delete(child);
        this.#ending = code ?? signal ?? 0;
        if (this.#ending !== "SIGKILL") badEndings.push(`it ended with ${this.#ending}: ${this.#output.slice(-4000)}`);
        resolve(this.#ending);
      });
    });
  }

  get isRunning(): boolean {
    return this.#ending === null;
  }

  /** What it has written. */
  get output(): string {
    return this.#output;
  }

  /** Waits until `/readyz` says yes. False when it ended instead. */
  async ready(): Promise<boolean> {
    for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until && this.isRunning;) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok === true) return true;
      await pause(30);
    }
    if (this.isRunning) throw new Error(`the server is not ready: ${this.#output}`);
    return false;
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  /** Calls a tool as the host does. */
  async call(tool: string, input: object): Promise<ToolAnswer | Lost> {
    const message = {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: tool, arguments: input, _meta: BUYER },
    };
    const answer = await this.#post("/mcp", message);
    if (answer.kind === "lost") return answer;
    const { result } = answer.body as {
      result?: { content: { text: string }[]; structuredContent?: CheckoutView; isError?: boolean };
    };
    if (result === undefined) return { kind: "lost", status: 200, reason: JSON.stringify(answer.body) };
    return {
      kind: "answer",
      text: result.content.map((part) => part.text).join("\n"),
      isError: result.isError === true,
      view: result.structuredContent ?? null,
    };
  }

  complete = (session: string, token: string) =>
    this.call("complete_checkout", {
      checkout_session_id: session,
      buyer: { name: ada.name, email: ada.email },
      payment_data: { token, provider: "any" },
    });
  /** What the buyer's return from the payment page does: an open payment is looked up. */
  visit = (session: string) => this.page("/landing-page", session);
  status = (session: string) => this.call("get_order_status", { checkout_session_id: session });
  cancel = (session: string) => this.call("cancel_checkout", { checkout_session_id: session });
  update = (session: string, codes: readonly string[]) =>
    this.call("update_checkout", { checkout_session_id: session, discount_codes: codes });
  openPayment = (session: string) => this.page<HostedPaymentOutcome>("/open-payment", session);
  pressWallet = (session: string, token: string) =>
    this.form("/press-wallet", { session, link: LINKS.get(session), token });
  voidPayment = (session: string) => this.page("/void-payment", session);
  refund = (order: string, amountMinor: number | null, requestId: string) =>
    this.form<RefundOrderOutcome>("/refund", { order, amountMinor, requestId });
  sweep = () => this.form("/sweep", {});

  /** Does what a form of a page does. */
  async form<Answer>(path: string, body: object): Promise<{ kind: "done"; answer: Answer } | Lost> {
    const answer = await this.#post(path, body);
    return answer.kind === "lost" ? answer : { kind: "done", answer: answer.body as Answer };
  }

  /** The same for a form of the session's own page, which knows the link. */
  page<Answer>(path: string, session: string): Promise<{ kind: "done"; answer: Answer } | Lost> {
    return this.form(path, { session, link: LINKS.get(session) });
  }

  /** A session of one of each of its goods that can be paid. Throws when the server is not able to make one. */
  async readySession(): Promise<string> {
    const items = this.#goods.map((id) => ({ id, quantity: 1 }));
    const made = await this.call("checkout_session", { checkout_session: { items } });
    const id = made.kind === "answer" ? made.view?.id : undefined;
    const link = made.kind === "answer" ? made.view?.continue_url.split("/").at(-1) : undefined;
    if (id === undefined || link === undefined) throw new Error(`no session: ${JSON.stringify(made)}\n${this.#output}`);
    LINKS.set(id, link);
    const given = await this.page<{ kind: string }>("/details", id);
    if (given.kind === "lost" || given.answer.kind !== "updated")
      throw new Error(`no details: ${JSON.stringify(given)}`);
    return id;
  }

  async #post(path: string, body: object): Promise<{ kind: "done"; body: unknown } | Lost> {
    try {
      const response = await fetch(`${this.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      if (response.status !== 200) return { kind: "lost", status: response.status, reason: text };
      return { kind: "done", body: JSON.parse(text) as unknown };
    } catch (error) {
      return { kind: "lost", status: null, reason: error instanceof Error ? error.message : "" };
    }
  }
}

/** Starts a server; with `crashAt` it ends itself with SIGKILL when it comes there. */
export function startShop(
  env: Readonly<Record<string, string>> & { readonly PORT: string },
  crashAt: Failpoint | null = null,
  goods: readonly string[] = ["mug"],
): ShopProcess {
  return new ShopProcess({ ...env, ...(crashAt === null ? {} : { CRASH_AT: crashAt }) }, goods);
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

/** Waits until the server has ended, at most so long. */
export async function endedWithin(shop: ShopProcess, milliseconds: number): Promise<Ending | "still runs"> {
  return Promise.race([shop.ended, pause(milliseconds).then(() => "still runs" as const)]);
}
