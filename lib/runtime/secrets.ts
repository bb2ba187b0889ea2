import { createHmac, randomBytes, randomFillSync } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comparableEmail } from "../checkout/email-address.ts";
import type { NewId } from "../ids.ts";
import type { Store } from "../store/store.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 22 characters of 62 contain a little more than 128 random bits. */
const LENGTH = 22;

/** Asking for many random bytes takes as long as for a few, so those of many ids are asked for at once; none is used twice. */
const pool = { bytes: Buffer.alloc(4096), used: 4096 };

function randomByte(): number {
  if (pool.used === pool.bytes.length) {
    randomFillSync(pool.bytes);
    pool.used = 0;
  }
  const byte = pool.bytes[pool.used] ?? 0;
  // Whoever reads this memory later does not learn an id.
  pool.bytes[pool.used] = 0;
  pool.used += 1;
  return byte;
}

/** A fresh id: the prefix, an underscore, and 22 random characters without bias. */
export const newId: NewId = (prefix) => {
  let text = "";
  while (text.length < LENGTH) {
    const byte = randomByte();
    if (byte < 248) text += ALPHABET[byte % 62];
  }
  return `${prefix}_${text}`;
};

/** 256 random bits in 43 URL-safe characters. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** A secret that this installation makes for itself the first time and keeps in DATA_DIR, readable by its owner only. */
export function readOrMakeSecret(folder: string, name: string): string {
  mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true });
  const file = join(/* turbopackIgnore: true */ folder, name);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const draft = `${file}.${randomBytes(8).toString("hex")}`;
  writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    // Two instances that start together must end up with one secret, and neither may read half of it: the name appears
    // with its content, for the first one only.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8");
}

const BUYER_KEY = "audit-buyer-key";
/** 64 bits tell buyers apart; without the key nobody can try addresses against them. */
const BUYER_DIGEST_CHARACTERS = 16;

/** Names a buyer in the audit trail: HMAC-SHA-256 of the e-mail address, under a key that this installation makes for itself. */
export const buyerDigest =
  (folder: string) =>
  (email: string): string =>
    createHmac("sha256", readOrMakeSecret(folder, BUYER_KEY))
      .update(comparableEmail(email))
      .digest("hex")
      .slice(0, BUYER_DIGEST_CHARACTERS);

/** Names a customer: HMAC-SHA-256 under a key that all instances have in common. */
export const customerDigest =
  (key: string) =>
  (text: string): string =>
    createHmac("sha256", key).update(text).digest("base64url");

/** The digest of this installation, whose key is in the database, where every instance has it. */
export const openCustomerDigest = async ({ transaction }: Pick<Store, "transaction">) =>
  customerDigest(await transaction((open) => open.customerKey(newToken())));
