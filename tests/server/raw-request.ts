import { connect } from "node:net";
import { setTimeout as startTimer } from "node:timers";
import { setTimeout } from "node:timers/promises";

export type RawAnswer = { readonly text: string; readonly isClosed: boolean };

/** A busy machine takes its time over the first part of an answer. */
const FIRST_WITHIN_MS = 10_000;

/** A body comes in parts, as over a network. */
const PART = 100_000;

/**
 * Sends bytes as they stand over one connection, and answers what came back until the server ended the connection or was
 * silent for `quietMs`. Clients of HTTP would mend what is tried here.
 */
export function rawRequest(
  port: number,
  bytes: string,
  quietMs = 300,
  reads: "at_once" | "after_sending" = "at_once",
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const end = (isClosed: boolean) => {
      socket.destroy();
      resolve({ text, isClosed });
    };
    let silence: ReturnType<typeof startTimer> | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = startTimer(() => end(false), text === "" ? Math.max(quietMs, FIRST_WITHIN_MS) : quietMs);
    };
    const read = () =>
      socket.on("data", (chunk) => {
        text += chunk.toString("utf8");
        listen();
      });
    if (reads === "at_once") read();
    socket.on("close", () => {
      clearTimeout(silence);
      end(true);
    });
    socket.on("error", (error) => (text === "" ? reject(error) : end(true)));
    const send = async () => {
      for (let at = 0; at < bytes.length; at += PART) {
        if (at > 0) await setTimeout(2);
        await new Promise((resume) => void socket.write(bytes.slice(at, at + PART), resume));
      }
      listen();
      if (reads === "after_sending") read();
    };
    void send();
  });
}

export const statusOf = ({ text }: RawAnswer): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
export const statusesIn = ({ text }: RawAnswer): readonly number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
