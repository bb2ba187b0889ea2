import { connect, type Socket } from "node:net";
import type { Flood, FloodOrder, FloodReport } from "./flood.ts";

const AT_ONCE = 200;
const SLOW_BODIES = 500;
const ASKING_AT_ONCE = 8;
const HUGE = 64 * 1024;
const EVERY_MS = 1000;

const answers: Record<string, number> = {};
const open = new Set<Socket>();
let most = 0;
let isOver = false;

// Nobody is left to end it when the bench is gone.
process.on("disconnect", () => process.exit(1));
process.on("message", (message: FloodOrder | "stop") => {
  if (message !== "stop") return void begin(message).then(() => process.send?.("begun"));
  isOver = true;
  for (const socket of open) socket.destroy();
  const report: FloodReport = { answers, connections: most };
  process.send?.(report);
});

async function begin({ port, floods, connections, call }: FloodOrder): Promise<void> {
  const kinds: Readonly<Record<Flood, () => Promise<void>>> = {
    "idle connections": () => openMany(port, connections, () => undefined),
    "slow bodies": () => openMany(port, SLOW_BODIES, sendSlowly),
    "huge headers": async () => askAgain(port, hugeHeaders),
    "one shopper without pause": async () => askAgain(port, () => call),
  };
  for (const flood of floods) await kinds[flood]();
}

/** Keeps so many connections open; one that the server ends is replaced, a second later. */
async function openMany(port: number, count: number, use: (socket: Socket) => void): Promise<void> {
  const again = () => setTimeout(() => isOver || void dial(port, use, again), EVERY_MS);
  for (let opened = 0; opened < count; opened += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - opened) }, () => dial(port, use, again)));
}

function dial(port: number, use: (socket: Socket) => void, onEnd: () => void): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => {
      most = Math.max(most, open.size);
      use(socket);
      resolve();
    });
    open.add(socket);
    socket.on("data", (chunk: Buffer) => count(chunk));
    socket.on("error", () => undefined);
    socket.once("close", () => {
      open.delete(socket);
      resolve();
      onEnd();
    });
  });
}

function sendSlowly(socket: Socket): void {
  socket.write(
    "POST /mcp HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n",
  );
  const byte = setInterval(() => socket.write(" "), EVERY_MS);
  socket.once("close", () => clearInterval(byte));
}

const hugeHeaders = (): string => `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-huge: ${"h".repeat(HUGE)}\r\n\r\n`;

/** Asks over and over, each time as soon as there is an answer or the connection is gone. */
function askAgain(port: number, request: () => string): void {
  for (let index = 0; index < ASKING_AT_ONCE; index += 1) {
    // At once after an answer; where nobody answers, not without end.
    const again = () => isOver || void dial(port, ask, () => setTimeout(again, 1));
    const ask = (socket: Socket) => {
      socket.write(request());
      socket.on("data", () => isOver || socket.write(request()));
    };
    again();
  }
}

function count(chunk: Buffer): void {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(chunk.toString("latin1", 0, 16))?.[1];
  if (status !== undefined) answers[status] = (answers[status] ?? 0) + 1;
}
