import { eq } from "drizzle-orm";
import type { FeedReads, FeedWrites } from "../../feed-store.ts";
import type { Database } from "../database.ts";
import { feedStates } from "../schema/feed.ts";

export function feedReadsOn(database: Database): FeedReads {
  return {
    async feedState(source) {
      const [row] = await database.select().from(feedStates).where(eq(feedStates.source, source));
      return row ?? null;
    },
  };
}

export function feedWritesOn(database: Database): FeedWrites {
  return {
    async saveFeedState(state) {
      await database.insert(feedStates).values(state).onConflictDoUpdate({ target: feedStates.source, set: state });
    },
  };
}
