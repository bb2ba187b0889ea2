import { z } from "zod";
import type { AuditEntry, AuditReads } from "../store/audit-store.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

const auditRequest = z.object({ since: z.iso.datetime() });
export type AuditRequest = z.infer<typeof auditRequest>;
export type AuditLine = Omit<AuditEntry, "occurredAt"> & { readonly id: number; readonly occurredAt: string };

export const AUDIT_VERB = "audit";
const PAGE = 500;

/** Emits the audit trail from a moment on, oldest first. */
export async function audit(store: AuditReads, { since }: AuditRequest, emit: Emit): Promise<void> {
  for (let after = 0; ;) {
    const entries = await store.auditEntries(new Date(since), PAGE, after);
    for (const { occurredAt, ...entry } of entries)
      await emit({ ...entry, occurredAt: occurredAt.toISOString() } satisfies AuditLine);
    const last = entries.at(-1);
    if (last === undefined || entries.length < PAGE) return;
    after = last.id;
  }
}

/** The verb for the control socket. */
export const auditVerb = (store: AuditReads): ControlVerb => ({
  must: '{"since": "2026-11-01T00:00:00Z"}',
  busy: "the server is busy",
  begin(body) {
    const read = auditRequest.safeParse(body);
    return read.success ? (emit) => audit(store, read.data, emit) : "not_understood";
  },
});
