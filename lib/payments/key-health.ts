export type KeyState =
  | { readonly kind: "accepted" }
  /** The provider refuses our key, or this operation to it. `requestId` is of the first request that was refused. */
  | {
      readonly kind: "unauthorized";
      readonly since: Date;
      readonly operation: string;
      readonly requestId: string | null;
    };

/** Whether the provider accepts our key, by its answers to everything that this process asks. */
export interface KeyHealth {
  /** Read from memory. */
  state(): KeyState;
  /** One cheap read, unless the provider has answered since `since`. */
  probe(since: Date): Promise<void>;
}
