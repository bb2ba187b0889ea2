import { openPromise, type Entry, type ZipFile } from "yauzl";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { bounded } from "./bytes.ts";

const MAX_ENTRIES = 10_000;

/** A zip archive on disk: the names in it, and each file's bytes. Close it when done. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Throws when the file is damaged, or has more than 10,000 files in it. */
  static async open(file: string): Promise<Archive> {
    const zip = await openPromise(file, { lazyEntries: true, autoClose: false });
    const entries = new Map<string, Entry>();
    try {
      if (zip.entryCount > MAX_ENTRIES) throw new Error(`the archive contains more than ${MAX_ENTRIES} files`);
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    } catch (error) {
      zip.close();
      throw error;
    }
    return new Archive(zip, entries);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The unpacked bytes of a file, bounded as those of every feed are; null: there is no such file. */
  async read(name: string): Promise<Readable | null> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    if (entry.isEncrypted())
      throw new Error(`${name.slice(0, 100)} in the archive is encrypted; send it without a password`);
    const plain = bounded(entry.compressedSize);
    pipeline(await this.#zip.openReadStreamPromise(entry), plain, () => undefined);
    return plain;
  }

  close(): void {
    this.#zip.close();
  }
}
