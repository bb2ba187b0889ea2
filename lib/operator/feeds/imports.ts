import { z } from "zod";
import type { CatalogImport, ImportHistory, ImportId } from "../../catalog/imports/history.ts";
import { rollBackImport, type RollBackLine } from "../../catalog/imports/roll-back.ts";
import type { Catalog } from "../../catalog/product.ts";
import type { Store } from "../../store/store.ts";
import { importView, type ImportView } from "../../wire/products/imports.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";

export const IMPORTS_VERB = "feed-imports";
export const ROLL_BACK_VERB = "feed-roll-back";

export const rollBackRequest = z.object({
  id: z.int().min(1).max(2_147_483_647),
  isDryRun: z.boolean(),
  why: z.string().min(1).max(500).nullable(),
});
export type RollBackImportRequest = z.infer<typeof rollBackRequest>;
export type ImportsLine = { readonly type: "import" } & ImportView;

/** What the commands about imports work on. */
export type ImportParts = {
  readonly catalog: Pick<Catalog, "reindex">;
  readonly history: ImportHistory;
  readonly kept: number;
  readonly now: () => Date;
  readonly store: Pick<Store, "transaction">;
};

const PAGE = 200;

/** The imports that changed something, the latest first. */
export async function listImports({ history }: Pick<ImportParts, "history">, emit: Emit): Promise<void> {
  for (let before: ImportId | null = null; ;) {
    const page: readonly CatalogImport[] = await history.imports(PAGE, before);
    for (const one of page) await emit({ type: "import", ...importView(one) } satisfies ImportsLine);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last.id;
  }
}

/** Puts the catalogue back to what it was before an import, and writes down who wanted that and why. */
export async function rollBack(parts: ImportParts, request: RollBackImportRequest, emit: Emit): Promise<void> {
  const counts = await rollBackImport(parts, request, (line: RollBackLine) => emit(line));
  if (counts === null || request.isDryRun) return;
  await parts.store.transaction((transaction) =>
    transaction.insertAuditEntry({
      occurredAt: parts.now(),
      action: "feed_rolled_back",
      actor: "command",
      subject: `import ${request.id}`,
      why: request.why,
      details: { put_back: counts.putBack, withdrawn: counts.withdrawn, part_left: counts.partLeft },
    }),
  );
}

export const importsVerb = (parts: Pick<ImportParts, "history">): ControlVerb => ({
  must: "{}",
  busy: "the server is busy",
  begin: () => (emit) => listImports(parts, emit),
});

export const rollBackVerb = (parts: ImportParts): ControlVerb => ({
  must: '{"id": 12, "isDryRun": true or false, "why": "…" or null}',
  busy: "an import, a roll-back or a backup is running; wait for its end",
  begin(body) {
    const read = rollBackRequest.safeParse(body);
    return read.success ? (emit) => rollBack(parts, read.data, emit) : "not_understood";
  },
});
