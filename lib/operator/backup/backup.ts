import { isAbsolute } from "node:path";
import { z } from "zod";
import type { ControlVerb } from "../control-socket.ts";

/** A folder on the server's machine, as an absolute path; it must not exist. */
const backupRequest = z.object({ to: z.string().refine(isAbsolute) });
/** `takenAt` is the moment that the copy is of: what was sold later is not in it. */
export type BackupLine =
  | { readonly type: "backed_up"; readonly to: string; readonly takenAt: string }
  | { readonly type: "not_backed_up"; readonly why: string };

export const BACKUP_VERB = "backup";

/** The verb for the control socket. `take` throws with a sentence when there is no copy. */
export const backupVerb = (take: (to: string) => Promise<BackupLine>): ControlVerb => ({
  must: '{"to": "/an/absolute/path"}',
  busy: "the server is busy with another command",
  begin(body) {
    const read = backupRequest.safeParse(body);
    if (!read.success) return "not_understood";
    return async (emit) => {
      try {
        await emit(await take(read.data.to));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        await emit({ type: "not_backed_up", why } satisfies BackupLine);
      }
    };
  },
});
