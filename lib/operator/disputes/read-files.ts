import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  evidenceFileType,
  MAX_EVIDENCE_FILE_BYTES,
  type EvidenceFile,
  type EvidenceFileField,
} from "../../payments/dispute-service.ts";

export type FileProblem = {
  readonly kind: "bad_file";
  readonly name: string;
  /** `too_large`: all files together are larger than a bank takes. */
  readonly problem: "missing" | "type" | "too_large";
};

/** The files of a prepared folder that its form names, each checked before any of them is sent. */
export function readEvidenceFiles(
  folder: string,
  named: Readonly<Partial<Record<EvidenceFileField, string>>>,
): readonly EvidenceFile[] | FileProblem {
  const files: EvidenceFile[] = [];
  let bytes = 0;
  for (const [field, name] of Object.entries(named) as [EvidenceFileField, string][]) {
    const path = join(/* turbopackIgnore: true */ folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile() !== true) return { kind: "bad_file", name, problem: "missing" };
    bytes += found.size;
    if (bytes > MAX_EVIDENCE_FILE_BYTES) return { kind: "bad_file", name, problem: "too_large" };
    const data = new Uint8Array(readFileSync(path));
    const type = evidenceFileType(data);
    if (type === null) return { kind: "bad_file", name, problem: "type" };
    files.push({ field, name, type, data });
  }
  return files;
}
