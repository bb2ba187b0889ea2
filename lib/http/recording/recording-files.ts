import { appendFile, chmod, mkdir, readdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordingHeader } from "../../wire/mcp/recording.ts";

export type FileLimits = { readonly maxFileBytes: number; readonly maxFiles: number };

const OWNER_ONLY = { folder: 0o700, file: 0o600 };
const FILE_NAME = /^mcp-\d{8}T\d{6}-[0-9a-f]{8}-\d{4}\.jsonl$/;

/** The folder can be read by others. The message says what to do. */
export class FolderIsOpen extends Error {}

/**
 * Appends lines to files of bounded size, and removes the oldest file of any recording in the folder when there are too
 * many: what is looked for happened last. Call it for one line at a time.
 */
export function recordingFiles(folder: string, recording: string, startedAt: Date, limits: FileLimits) {
  const stamp = startedAt.toISOString().replaceAll(/[-:]|\.\d+Z$/g, "");
  let part = 0;
  let current: { readonly path: string; bytes: number } | null = null;

  async function open(): Promise<{ readonly path: string; bytes: number }> {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY.folder });
    if (((await stat(folder)).mode & 0o077) !== 0)
      throw new FolderIsOpen(
        `The folder ${folder} can be read by others. Run chmod 700 on it, or name one of its own.`,
      );
    const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).sort();
    const surplus = Math.max(0, names.length - limits.maxFiles + 1);
    for (const name of names.slice(0, surplus)) await unlink(join(folder, name));
    const path = join(folder, `mcp-${stamp}-${recording}-${String(part).padStart(4, "0")}.jsonl`);
    const header: RecordingHeader = { format: RECORDING_FORMAT, version: RECORDING_VERSION, recording, part };
    const line = `${JSON.stringify(header)}\n`;
    await appendFile(path, line, { mode: OWNER_ONLY.file, flag: "ax" });
    await chmod(path, OWNER_ONLY.file);
    part += 1;
    return { path, bytes: Buffer.byteLength(line) };
  }

  return async (line: string): Promise<void> => {
    const bytes = Buffer.byteLength(line);
    if (current === null || current.bytes + bytes > limits.maxFileBytes) {
      current = null;
      current = await open();
    }
    await appendFile(current.path, line);
    current.bytes += bytes;
  };
}
