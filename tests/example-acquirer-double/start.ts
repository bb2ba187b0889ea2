import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { API_KEY } from "./api.ts";
import type { Payment } from "./books.ts";
import type { ControlBodies } from "./control.ts";
import type { ledgerOf } from "./ledger.ts";

export type ExampleAcquirerDouble = {
  /** For EXAMPLE_ACQUIRER_URL. */
  readonly url: string;
  order<Name extends keyof ControlBodies>(name: Name, body: ControlBodies[Name]): Promise<void>;
  ledger(): Promise<ReturnType<typeof ledgerOf>>;
  payments(): Promise<readonly Payment[]>;
  deliveries(): Promise<readonly { readonly items: number; readonly tries: number; readonly isAccepted: boolean }[]>;
  /** A call of the API past the adapter and its keys, as a clerk or a faulty program would make it. */
  byHand(path: string, body: object): Promise<{ readonly paymentReference: string }>;
  /** Waits until everything accepted is carried out and everything that happened is told. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the double of an acquirer in a process of its own and waits until it listens. */
export async function startExampleAcquirerDouble(): Promise<ExampleAcquirerDouble> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The double ended with ${code} before it was ready.`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = / ready at (http:\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const read = async <Answer>(name: string): Promise<Answer> =>
    (await (await fetch(`${url}/__control/${name}`)).json()) as Answer;
  return {
    url,
    async order(name, body) {
      const { status } = await fetch(`${url}/__control/${name}`, { method: "POST", body: JSON.stringify(body) });
      if (status !== 200) throw new Error(`the double answered ${status} to ${name}`);
    },
    async byHand(path, body) {
      const headers = { "x-api-key": API_KEY, "idempotency-key": randomUUID() };
      const response = await fetch(`${url}/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`the double answered ${response.status} to ${path}`);
      return (await response.json()) as { paymentReference: string };
    },
    ledger: () => read("ledger"),
    payments: () => read("payments"),
    deliveries: () => read("deliveries"),
    async quiet() {
      while (!(await read<{ isQuiet: boolean }>("quiet")).isQuiet) await new Promise((done) => setTimeout(done, 10));
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
