import { and, eq, isNull, lt } from "drizzle-orm";
import type { Database } from "./database.ts";
import { requests } from "./schema/request.ts";
import type { IdempotencyKey, RequestReads, RequestWrites } from "../request-store.ts";

const named = ({ scope, key }: IdempotencyKey) => and(eq(requests.scope, scope), eq(requests.key, key));

/** Requests that a caller may repeat, each with its answer. */
export function requestReadsOn(database: Database): RequestReads {
  return {
    async request(name) {
      const [row] = await database.select().from(requests).where(named(name)).limit(1);
      if (row === undefined) return null;
      const { status, body, ...claim } = row;
      return { ...claim, answer: status === null || body === null ? null : { status, body } };
    },
  };
}

export function requestWritesOn(database: Database): RequestWrites {
  return {
    async insertRequest({ scope, key, bodyHash, apiVersion }, claimedAt) {
      const row = { scope, key, bodyHash, apiVersion, claimedAt };
      const stored = await database.insert(requests).values(row).onConflictDoNothing().returning({ key: requests.key });
      return stored.length === 1;
    },
    async takeOverRequest(claim, from, claimedAt) {
      const taken = await database
        .update(requests)
        .set({ bodyHash: claim.bodyHash, apiVersion: claim.apiVersion, status: null, body: null, claimedAt })
        .where(and(named(claim), eq(requests.claimedAt, from)))
        .returning({ key: requests.key });
      return taken.length === 1;
    },
    async answerRequest(name, { status, body }) {
      await database
        .update(requests)
        .set({ status, body })
        .where(and(named(name), isNull(requests.status)));
    },
    async releaseRequest(name) {
      await database.delete(requests).where(and(named(name), isNull(requests.status)));
    },
    async forgetRequests(claimedBefore) {
      await database.delete(requests).where(lt(requests.claimedAt, claimedBefore));
    },
  };
}
