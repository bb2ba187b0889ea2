import { promises } from "node:dns";
import { Socket } from "node:net";

/**
 * Loaded into a shop's process before anything of the shop, this is its internet: the host cdn.test has an address that
 * is public, and a connection there ends at the test's own server (IMAGES_PORT). What the shop lets itself do is untouched.
 */
const PUBLIC_IP = "93.184.215.14";
const port = Number(process.env["IMAGES_PORT"]);

Object.assign(promises.Resolver.prototype, {
  resolve4: async (name: string) => (name === "cdn.test" ? [PUBLIC_IP] : name === "inside.test" ? ["127.0.0.1"] : []),
  resolve6: async () => [],
});

const connect = Reflect.get(Socket.prototype, "connect");
Reflect.set(Socket.prototype, "connect", function (this: Socket, ...args: readonly unknown[]): unknown {
  // Node passes its own normalized list, or what a caller passed.
  const [first] = args;
  const options: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof options === "object" && options !== null && "host" in options && options.host === PUBLIC_IP)
    Object.assign(options, { host: "127.0.0.1", port });
  return Reflect.apply(connect, this, args);
});
