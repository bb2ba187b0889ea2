import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { readServerFlags, type FlagsDocument } from "./unleash-document.ts";

/** How often the file's time is moved on while the server says that nothing changed. */
const TOUCH_EVERY_MS = 60_000;

export type LastKnownFlags = {
  /** Null when there are none, or the file cannot be read. */
  read(): { readonly document: FlagsDocument; readonly confirmedAt: Date } | null;
  /** Whole or not at all; several instances may share the folder. */
  write(document: FlagsDocument, now: Date): void;
  /** The server confirms that what was written last is still current. */
  confirm(now: Date): void;
};

/** The flags that a server returned last, kept for a start without it. Another server or another token is another file. */
export function lastKnownFlags(
  folder: string,
  server: { readonly url: string; readonly token: string },
): LastKnownFlags {
  const name = createHash("sha256").update(`${server.url} ${server.token}`).digest("hex").slice(0, 16);
  const file = join(/* turbopackIgnore: true */ folder, `flags-${name}.json`);
  let touchedAt = new Date(0);
  return {
    read() {
      try {
        const read = readServerFlags(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
        return read.kind === "flags" ? { document: read.document, confirmedAt: statSync(file).mtime } : null;
      } catch {
        // Missing, or cut off by a full disk: then nothing is known.
        return null;
      }
    },
    write(document, now) {
      mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true });
      const beside = mkdtempSync(join(/* turbopackIgnore: true */ folder, `flags-${name}-`));
      const draft = join(/* turbopackIgnore: true */ beside, "draft");
      writeFileSync(draft, JSON.stringify(document), { mode: 0o600 });
      renameSync(draft, file);
      rmdirSync(beside);
      touchedAt = now;
    },
    confirm(now) {
      if (now.getTime() - touchedAt.getTime() < TOUCH_EVERY_MS) return;
      touchedAt = now;
      utimesSync(file, now, now);
    },
  };
}
