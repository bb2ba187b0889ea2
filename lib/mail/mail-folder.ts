import { renameSync, rmSync, writeFileSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SessionId } from "../ids.ts";
import type { Message } from "./message.ts";

/** As `keep` wrote it. */
export type KeptMessage = Omit<Message, "date"> & { readonly date: string; readonly name: string };

/** The oldest go first. Enough to look at, and never a second archive of buyers. */
const MAX_KEPT = 200;
/** Messages between two looks through the folder, which takes longer than to keep one. */
const TIDY_EVERY = 20;
const FILE = /^[0-9]{8}T[0-9]{9}Z-[0-9a-f]{40}\.json$/;
const UNFINISHED = /\.json\.unfinished$/;
/** Longer than anybody writes. */
const UNFINISHED_MS = 10 * 60_000;

/** Messages that were not sent, each a file for whoever tries the shop. */
export type MailFolder = {
  keep(message: Message): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly KeptMessage[]>;
  /** Null when no message has this name. */
  read(name: string): Promise<KeptMessage | null>;
  forget(session: SessionId): Promise<void>;
  sessions(): Promise<readonly SessionId[]>;
};

/**
 * Files in `DATA_DIR/mail`, which only the server's account can read. A message that is kept twice is one file. A small file is
 * written at once: to leave it to another thread takes ten times as long of this one, and nobody waits for the disk.
 */
export function openMailFolder(folder: string, now: () => Date): MailFolder {
  const pathOf = (name: string) => join(/* turbopackIgnore: true */ folder, name);
  const files = () => readdir(/* turbopackIgnore: true */ folder).catch(whenAbsent<string[]>([]));
  const newestFirst = (found: readonly string[]) =>
    found
      .filter((name) => FILE.test(name))
      .toSorted()
      .toReversed();
  const remove = (name: string) => rmSync(pathOf(name), { force: true });
  let keptSinceTidied = TIDY_EVERY;

  async function makeFolder(): Promise<void> {
    await mkdir(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
    await chmod(/* turbopackIgnore: true */ folder, 0o700);
  }
  /** What a process that ended while it wrote has left goes too; nobody else would find the buyer's details in it. */
  async function tidy(): Promise<void> {
    keptSinceTidied = 0;
    const found = await files();
    for (const old of newestFirst(found).slice(MAX_KEPT)) remove(old);
    for (const name of found.filter((one) => UNFINISHED.test(one))) {
      const writtenAt = await stat(pathOf(name)).then(({ mtimeMs }) => mtimeMs, whenAbsent(Infinity));
      if (now().getTime() - writtenAt > UNFINISHED_MS) remove(name);
    }
  }
  async function read(name: string): Promise<KeptMessage | null> {
    if (!FILE.test(name)) return null;
    const text = await readFile(pathOf(name), "utf8").catch(whenAbsent(null));
    return text === null ? null : { ...(JSON.parse(text) as Omit<KeptMessage, "name">), name };
  }
  async function list(): Promise<readonly KeptMessage[]> {
    const kept: KeptMessage[] = [];
    for (const name of newestFirst(await files())) {
      const one = await read(name);
      if (one !== null) kept.push(one);
    }
    return kept;
  }
  return {
    async keep(message) {
      if (keptSinceTidied >= TIDY_EVERY) {
        await makeFolder();
        await tidy();
      }
      keptSinceTidied += 1;
      const name = nameOf(message);
      const unfinished = pathOf(`${name}.unfinished`);
      const write = () => writeFileSync(unfinished, JSON.stringify(message), { mode: 0o600 });
      try {
        write();
      } catch (error) {
        whenAbsent(null)(error);
        await makeFolder();
        write();
      }
      renameSync(unfinished, pathOf(name));
    },
    list,
    read,
    async forget(session) {
      for (const { sessionId: about, name } of await list()) if (about === session) remove(name);
    },
    async sessions() {
      await tidy();
      const about = (await list()).map((one) => one.sessionId);
      return [...new Set(about)].flatMap((one) => (one === null ? [] : [one]));
    },
  };
}

/** By the event's time and id, so that a message that is made again takes the place of the first. */
const nameOf = ({ date, messageId }: Message): string =>
  `${date.toISOString().replace(/[-:.]/g, "")}-${messageId.slice(0, messageId.indexOf("@"))}.json`;

const whenAbsent =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return value;
    throw error;
  };
