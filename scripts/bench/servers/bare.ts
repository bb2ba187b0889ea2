import { createServer } from "node:http";

/** A bare server of node:http that reads a request and answers `{}`: the most that this runtime has to give. */
const server = createServer((incoming, outgoing) => {
  incoming.on("data", () => undefined);
  incoming.once("end", () => {
    outgoing.writeHead(200, { "content-type": "application/json", "content-length": 2 });
    outgoing.end("{}");
  });
});
server.listen(Number(process.env["PORT"]), "127.0.0.1");
