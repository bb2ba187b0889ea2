/** How a webhook ended: taken, or refused for one of the reasons that an adapter or we know. */
export type WebhookOutcome =
  | "accepted"
  /** It bears no signature. */
  | "unsigned"
  | "wrong_signature"
  /** It is signed with our secret, and its time is too far from ours. */
  | "clock_differs"
  /** It is signed with our secret, and is of the other mode, test or live. */
  | "other_mode"
  /** It came under the name of a provider that is not in use. */
  | "unknown_provider";

export type WebhookCount = {
  readonly provider: string;
  readonly outcome: WebhookOutcome;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

export interface WebhookReads {
  webhookCounts(): Promise<readonly WebhookCount[]>;
}

export interface WebhookWrites {
  /** Adds to what was counted before. */
  countWebhooks(more: WebhookCount): Promise<void>;
}
