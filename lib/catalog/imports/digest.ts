import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** As `fileDigest`; null when the file cannot be read. */
export const digestIfReadable = (file: string): Promise<string | null> => fileDigest(file).catch(() => null);

/** The SHA-256 of a file's content in hexadecimal digits. Throws when the file cannot be read. */
export async function fileDigest(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(/* turbopackIgnore: true */ file), hash);
  return hash.digest("hex");
}
