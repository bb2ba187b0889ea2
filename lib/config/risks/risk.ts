import { isLoopbackHost } from "../../http/loopback.ts";
import type { SellerId } from "../../ids.ts";
import type { Config } from "../config.ts";
import { isPublicAddress } from "../live-mode.ts";

/** Dangerous: goods, money or buyers' data can be lost by it. Warning: mend it soon. Advice: better without it. */
export const SEVERITIES = ["dangerous", "warning", "advice"] as const;

export type Risk = {
  readonly severity: (typeof SEVERITIES)[number];
  /** The setting that mends it. */
  readonly setting: string;
  readonly what: string;
  readonly why: string;
};

/**
 * A page of the server at PORT that could not be read. `silent`: nothing listens there, though a server uses DATA_DIR. `late`: no
 * answer in time. `foreign`: another program answers at the port of a server that uses
 * DATA_DIR, and `occupied`: another program or another shop's server, where none was found. `hidden`: it is not for whoever asks without the right METRICS_KEY.
 * `broken`: the connection ended early, or with the HTTP status of a failure.
 */
export type UnreadPage = {
  readonly address: string;
  readonly reason: "silent" | "late" | "foreign" | "occupied" | "hidden" | "broken";
};

export type RiskFacts = {
  /** What a server that runs here says of webhooks that are refused while no good one comes; null: nothing, or no server. */
  readonly webhookTrouble: string | null;
  /** What a server that runs here counts, by name; null: there is none. See running.ts. */
  readonly running: ReadonlyMap<string, number> | null;
  readonly config: Config;
  /** The names of all settings that are set, those of secrets' files too. */
  readonly given: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the process; null where there are no user ids. */
  readonly userId: number | null;
  /** How many files and folders of DATA_DIR other accounts of the machine may open. */
  readonly looseFiles: number;
  /** For each key of ORDERS_API_KEYS, and each of ORDER_RECEIVERS, the sellers that the catalogue's feed does not have. */
  readonly unknownSellers: readonly {
    readonly setting: "ORDERS_API_KEYS" | "ORDER_RECEIVERS";
    readonly name: string;
    readonly sellers: readonly SellerId[];
  }[];
  /** Of a server that runs here, the active sellers who cannot be paid under its money model; null: there is none. */
  readonly sellersNotReady: readonly SellerId[] | null;
  /** Of a server that runs here, the active sellers whose own rules this release cannot read; null: there is none. */
  readonly sellersUnread: readonly SellerId[] | null;
  /** Of a server that runs here, the active sellers whose own taxes leave goods or places untaxed; null: there is none. */
  readonly sellersUntaxed: readonly SellerId[] | null;
  /** Of a server that runs here, the ids of sellers' keys that nobody used for 90 days; null: there is none. */
  readonly idleSellerKeys: readonly string[] | null;
  /** Of a server that runs here, sellers' receivers that were turned off by themselves, by id and seller; null: there is none. */
  readonly failedReceivers: readonly string[] | null;
  /** Why a server that runs here could not be read, in a sentence that says what to do; null: it was read, or there is none. */
  readonly unreadServer: string | null;
  /** The pages of a server that runs here which could not be read. */
  readonly unreadPages: readonly UnreadPage[];
};

type Check = readonly [isThere: boolean, severity: Risk["severity"], setting: string, what: string, why: string];

/** The risks of those checks that found something. */
export const found = (checks: readonly Check[]): readonly Risk[] =>
  checks.flatMap(([isThere, severity, setting, what, why]) => (isThere ? [{ severity, setting, what, why }] : []));

export const isLive = ({ config }: RiskFacts): boolean => config.payment.mode === "live";
export const isPublic = ({ config }: RiskFacts): boolean => isPublicAddress(config.publicUrl);
export const isLoopbackAddress = (address: string): boolean => isLoopbackHost(URL.parse(address)?.hostname ?? "");
export const isSafeAddress = (address: string): boolean => address.startsWith("https:") || isLoopbackAddress(address);
