/** What is known of a feed that is looked at again and again. */
export type FeedState = {
  /** A digest of where it is, because the address may contain a key. */
  readonly source: string;
  /** As the server sent them with what was imported last. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the content that was imported last, and how many rows of it were accepted; null: none was yet. */
  readonly digest: string | null;
  readonly accepted: number | null;
  readonly checkedAt: Date;
  readonly importedAt: Date | null;
  /** Why the feed is not imported, and since when; null: all is well. */
  readonly trouble: string | null;
  readonly troubledSince: Date | null;
};

export interface FeedReads {
  feedState(source: string): Promise<FeedState | null>;
}

export interface FeedWrites {
  saveFeedState(state: FeedState): Promise<void>;
}
