import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSilentServer, type AddressInfo, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import {
  aGifOf,
  aJpegOf,
  anAvifOf,
  aPhoto,
  aPng,
  aWebpOf,
  pixelBomb,
  SVG_WITH_SCRIPT,
  textBomb,
} from "./made-pictures.ts";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export type HostileServer = {
  readonly port: number;
  /** Here connections are taken and nothing is ever said. */
  readonly silentPort: number;
  /** Paths and header fields of the requests, in order. */
  readonly requests: readonly { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  stop(): Promise<void>;
};

/** A web server with everything that a picture's address can lead to, the good picture included. */
export async function startHostileServer(): Promise<HostileServer> {
  const answers = await answersByPath();
  const requests: { path: string; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    requests.push({ path, headers: request.headers });
    response.on("error", () => undefined);
    (answers[path] ?? status(404))(response, request);
  });
  const held = new Set<Socket>();
  const silent = createSilentServer((socket) => held.add(socket.on("error", () => undefined)));
  for (const one of [server, silent]) await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silentPort: (silent.address() as AddressInfo).port,
    requests,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of held) socket.destroy();
        server.close(() => silent.close(() => resolve()));
        server.closeAllConnections();
      }),
  };
}

const sent =
  (bytes: Buffer | string, type: string | null, more: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(200, { ...(type === null ? {} : { "content-type": type }), ...more }).end(bytes);
const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code, { "content-type": "image/png" }).end("no");
const redirect =
  (location: string | null, code = 302): Answer =>
  (response) =>
    response.writeHead(code, location === null ? {} : { location }).end();
/** Writes to the connection itself, past everything that Node would not send. */
const raw =
  (text: string): Answer =>
  ({ socket }) =>
    socket?.write(text);
/** Again and again, as fast as the other side reads, until it has had enough. */
const endless =
  (piece: Buffer | string, start: Answer): Answer =>
  (response, request) => {
    start(response, request);
    const { socket } = response;
    const more = () => {
      while (socket?.destroyed === false && socket.write(piece)) if (socket.writableLength > 1_000_000) return;
    };
    socket?.on("drain", more);
    more();
  };

async function answersByPath(): Promise<Readonly<Record<string, Answer>>> {
  const photo = await aPhoto(600, 400);
  const head = "HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\n";
  const megabyte = Buffer.alloc(1_000_000, 1);
  return {
    "/photo.jpg": sent(photo, "image/jpeg"),
    "/octets": sent(photo, "binary/octet-stream"),
    "/moved": redirect("/photo.jpg", 301),
    "/moved-thrice": redirect("http://cdn.test/moved-twice", 308),
    "/moved-twice": redirect("//cdn.test/moved", 307),
    "/moved-four-times": redirect("/moved-thrice", 303),
    "/loop": redirect("/loop"),
    "/to-nowhere": redirect(null),
    "/to-loopback": redirect("http://127.0.0.1/photo.jpg"),
    "/to-decimal": redirect("http://2130706433/photo.jpg"),
    "/to-mapped": redirect("http://[::ffff:7f00:1]/photo.jpg"),
    "/to-private-name": redirect("http://private.test/photo.jpg"),
    "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-rebinding": redirect("http://rebinding.test/to-rebinding"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-port": redirect("http://cdn.test:22/photo.jpg"),
    "/to-credentials": redirect("http://admin:admin@cdn.test/photo.jpg"),
    "/endless": endless(Buffer.concat([Buffer.from("f4240\r\n"), megabyte, Buffer.from("\r\n")]), (response) =>
      response.writeHead(200, { "content-type": "image/jpeg" }).flushHeaders(),
    ),
    "/endless-raw": endless(megabyte, raw(`${head}\r\n`)),
    "/endless-head": endless("x-more: and more\r\n".repeat(5000), raw(head)),
    "/endless-hints": endless("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000), raw("")),
    "/silence": () => undefined,
    "/slow-close": (response, request) => {
      raw(`${head}\r\n${photo.toString("latin1").slice(0, 9)}`)(response, request);
    },
    "/slow": (response) => {
      response.writeHead(200, { "content-type": "image/jpeg" });
      const drip = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(drip));
    },
    "/stops": (response) =>
      response.writeHead(200, { "content-type": "image/jpeg", "content-length": "5000" }).write("."),
    "/hangs-up": ({ socket }) => socket?.destroy(),
    "/broken-off": raw(`${head}content-length: 5000\r\n\r\nshort`) satisfies Answer,
    "/no-http": raw("SSH-2.0-OpenSSH_9.9\r\n"),
    "/huge-by-name": raw(`${head}content-length: 99999999999\r\n\r\n`),
    "/huge": sent(Buffer.concat([photo, Buffer.alloc(11 * 1024 * 1024)]), "image/jpeg"),
    "/gzip": sent(gzipSync(Buffer.alloc(50_000_000)), "image/jpeg", { "content-encoding": "gzip" }),
    "/missing": status(404),
    "/fault": status(500),
    "/partial": status(206),
    "/page": sent("<!doctype html><script>1</script>", "text/html"),
    "/page-as-picture": sent("<!doctype html><script>1</script>", "image/png"),
    "/picture-as-page": sent(photo, "text/html"),
    "/json": sent("{}", "application/json"),
    "/no-type": sent(photo, null),
    "/svg": sent(SVG_WITH_SCRIPT, "image/svg+xml"),
    "/svg-as-picture": sent(SVG_WITH_SCRIPT, "image/png"),
    "/svg-as-octets": sent(`\ufeff<?xml version="1.0"?>${SVG_WITH_SCRIPT}`, "application/octet-stream"),
    "/pdf-as-picture": sent("%PDF-1.7\n1 0 obj", "image/png"),
    "/tiff-as-picture": sent(Buffer.from("49492a0008000000", "hex"), "image/tiff"),
    "/empty": sent("", "image/png"),
    "/cut": sent(photo.subarray(0, photo.length / 2), "image/jpeg"),
    "/magic-only": sent(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image/png"),
    "/pixel-bomb": sent(pixelBomb(), "image/png"),
    "/text-bomb": sent(textBomb(), "image/png"),
    "/wide-png": sent(aPng(2_000_000_000, 2_000_000_000, Buffer.alloc(9)), "image/png"),
    "/line-png": sent(aPng(40_000_000, 1, Buffer.alloc(9)), "image/png"),
    "/wide-jpeg": sent(await aJpegOf(65_000, 65_000), "image/jpeg"),
    "/wide-gif": sent(aGifOf(65_535, 65_535), "image/gif"),
    "/wide-webp": sent(aWebpOf(16_000_000, 200), "image/webp"),
    "/wide-avif": sent(await anAvifOf(60_000, 60_000), "image/avif"),
  };
}
