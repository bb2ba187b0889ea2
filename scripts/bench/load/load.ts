import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";

export type LoadRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** `count` requests, taken from `requests` in turn, over so many connections; after `maxSeconds` no further one is begun. */
export type LoadOrder = {
  readonly port: number;
  readonly requests: readonly LoadRequest[];
  readonly count: number;
  readonly connections: number;
  readonly maxSeconds: number;
  /** Whether the answers' bodies come back, in the order of the requests. */
  readonly collects: boolean;
};

export type LoadReport = {
  readonly kind: "done";
  readonly done: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly bodies: readonly string[];
};
type Failed = { readonly kind: "failed"; readonly why: string };

export type LoadClient = {
  /** Throws when an answer is not what was asked for: it would be fast and wrong. */
  drive(order: Omit<LoadOrder, "collects">): Promise<LoadReport>;
  /** Sends each of the requests once and gives their answers' bodies. */
  collect(port: number, requests: readonly LoadRequest[], connections?: number): Promise<readonly string[]>;
  close(): void;
};

const COLLECT_SECONDS = 300;

/** Starts the client's process. One order at a time. */
export function openLoadClient(): LoadClient {
  const child = fork(join(import.meta.dirname, "client.ts"), { serialization: "advanced", execArgv: [] });
  const send = (order: LoadOrder) => ask(child, order);
  return {
    drive: (order) => send({ ...order, collects: false }),
    async collect(port, requests, connections = 8) {
      const count = requests.length;
      const report = await send({ port, requests, count, connections, maxSeconds: COLLECT_SECONDS, collects: true });
      if (report.done < count) throw new Error(`only ${report.done} of ${count} requests were answered in time`);
      return report.bodies;
    },
    close: () => void child.kill(),
  };
}

function ask(child: ChildProcess, order: LoadOrder): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("the bench's client has ended"));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      const answer = message as LoadReport | Failed;
      if (answer.kind === "done") resolve(answer);
      else reject(new Error(`${order.requests[0]?.path ?? ""} ${answer.why}`));
    });
    child.send(order);
  });
}
