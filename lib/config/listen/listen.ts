import { isIP } from "node:net";
import { z } from "zod";
import { isLoopbackHost } from "../../http/loopback.ts";
import { baseAddress, isWebAddress, listItems } from "../setting.ts";

/** How the front door listens (server/front). */
export type ListenConfig = {
  readonly port: number;
  /** The address or name of the interface; null: every one. */
  readonly host: string | null;
  /** Addresses, networks, and the names of ranges, whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Between the moment in which readiness falls and the one in which no connection is accepted any more. */
  readonly shutdownDelayMs: number;
  /** How this machine reaches the server, without a trailing slash. */
  readonly ownUrl: string;
};

/** Pages are at fixed paths of their origin, so an address with a path would lead to pages that are not there. */
export const originAddress = baseAddress("https://shop.example.com").superRefine((text, context) => {
  const url = URL.parse(text);
  if (url === null || !isWebAddress(text)) return;
  const extra = [
    url.pathname === "/" ? null : "path",
    url.search === "" ? null : "query",
    url.hash === "" ? null : "fragment",
    url.username === "" ? null : "user name",
  ].filter((part) => part !== null);
  if (extra.length > 0)
    context.addIssue({
      code: "custom",
      message: `must be an origin such as https://shop.example.com, without a ${extra.join(" and a ")}`,
    });
});

const PROXY_RANGES = ["loopback", "linklocal", "uniquelocal"];

export const proxies = z.string().transform((text, context): readonly string[] => {
  const given = text.trim().toLowerCase() === "none" ? [] : listItems(text.toLowerCase());
  const wrong = given.filter((one) => !PROXY_RANGES.includes(one) && !isNetwork(one));
  if (wrong.length > 0)
    context.addIssue({
      code: "custom",
      message: `must be addresses or networks such as 10.0.0.0/8, ${PROXY_RANGES.join(", ")}, or none, not "${wrong.join('", "')}"`,
    });
  return given;
});

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  return version !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

export const hostAddress = z
  .string()
  .refine((text) => text === "*" || isIP(text) !== 0 || /^[a-z0-9.-]+$/i.test(text), {
    error: "must be an address of this machine such as 127.0.0.1, or * for all of them",
  });

/** Without HOST a server at a public address is reached from outside, and every other one from its own machine alone. */
export const listenHost = (given: string | undefined, publicUrl: string): string | null => {
  if (given !== undefined) return given === "*" ? null : given;
  return isLoopbackHost(new URL(publicUrl).hostname) ? "127.0.0.1" : null;
};

/** The address by which this machine reaches a server that listens so. */
export function ownUrl(host: string | null, port: number): string {
  const isEvery = host === null || host === "0.0.0.0" || host === "::";
  const name = isEvery ? "127.0.0.1" : isIP(host) === 6 ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
