import { fork } from "node:child_process";
import { join } from "node:path";

/** What an attacker does, all of it from one process on this machine. */
export const FLOODS = ["idle connections", "slow bodies", "huge headers", "one shopper without pause"] as const;
export type Flood = (typeof FLOODS)[number];
export type FloodOrder = {
  readonly port: number;
  readonly floods: readonly Flood[];
  readonly connections: number;
  /** A call of the one shopper. */
  readonly call: string;
};

export type RunningFlood = {
  /** Ends it; answers how often each status came, and how many connections were open at most. */
  stop(): Promise<FloodReport>;
};
export type FloodReport = { readonly answers: Readonly<Record<string, number>>; readonly connections: number };

const ENDS_WITHIN_MS = 20_000;

/** Begins a flood in a process of its own and waits until all of its connections are there. */
export async function startFlood(order: FloodOrder): Promise<RunningFlood> {
  const child = fork(join(import.meta.dirname, "flood-client.ts"), { execArgv: [] });
  const next = <Message>() =>
    new Promise<Message>((resolve, reject) => {
      const ended = () => reject(new Error("the flood has ended by itself"));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message as Message);
      });
    });
  const begun = next<"begun">();
  child.send(order);
  await begun;
  return {
    async stop() {
      const report = next<FloodReport>();
      child.send("stop");
      const tooLong = setTimeout(() => child.kill("SIGKILL"), ENDS_WITHIN_MS);
      const answer = await report;
      child.kill();
      clearTimeout(tooLong);
      return answer;
    },
  };
}
