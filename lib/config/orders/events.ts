import { z } from "zod";
import { sellerId, type SellerId } from "../../ids.ts";
import { ACP_WEBHOOK_RECEIVER } from "../../orders/order-event.ts";
import { always, isWebAddress, MIN_SECRET_LENGTH, oneOf, signingSecret, webAddress } from "../setting.ts";
import { nameField, secretList, sellersField } from "./secret-list.ts";

/** Somebody who receives order events. */
export type OrderReceiverConfig = {
  /** Names it in commands, in the log and in the list of dead jobs; that of ACP_WEBHOOK_URL is the setting's. */
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  /** Whose words and shape an event has: the protocol's, or those on OpenAI's pages (docs/decisions/0014). */
  readonly names: (typeof EVENT_NAMES)[number];
  readonly signatureHeader: string;
  /** Whose orders it receives; null: all sellers'. */
  readonly sellers: readonly SellerId[] | null;
};

const EVENT_NAMES = ["acp", "openai"] as const;
const DEFAULT_HEADER = "Merchant-Signature";
/** Each has a queue of its own. */
const MAX_RECEIVERS = 20;
/** Headers that an order event has anyway, or that belong to the connection. */
const TAKEN_HEADERS =
  /^(content-(type|length|encoding)|request-id|timestamp|host|connection|transfer-encoding|expect)$/i;
const isFreeHeader = (header: string) => /^[A-Za-z0-9_-]{1,100}$/.test(header) && !TAKEN_HEADERS.test(header);

const orderReceiver = z
  .strictObject({
    name: nameField(),
    url: z
      .string("must be a web address")
      .refine(isWebAddress, "must be a web address such as https://erp.example.com"),
    secret: z
      .string("is required, because order events are signed")
      .min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`),
    sellers: sellersField(),
    event_names: z.enum(EVENT_NAMES, { error: `must be one of ${EVENT_NAMES.join(", ")}` }).default("acp"),
    signature_header: z
      .string()
      .refine(isFreeHeader, "must be the name of a header that is not in use, such as Merchant-Signature")
      .default(DEFAULT_HEADER),
  })
  .transform(({ sellers, event_names: names, signature_header: signatureHeader, ...rest }): OrderReceiverConfig => ({
    ...rest,
    names,
    signatureHeader,
    sellers: sellers === "all" ? null : sellers.map(sellerId),
  }));

const orderReceivers = secretList(orderReceiver, {
  must: "must be JSON: a list of receivers, each with name, url, secret and sellers",
  noun: "receivers",
  max: MAX_RECEIVERS,
  unique: [{ field: "name", of: ({ name }) => name, message: "another receiver has this name" }],
});

/** Who receives order events: ACP_WEBHOOK_URL and those in the list. Off unless one of both is set. */
export const orderEventSettings = z
  .object({
    ACP_WEBHOOK_URL: webAddress("https://receiver.example.com").optional(),
    ACP_WEBHOOK_SECRET: signingSecret().optional(),
    ACP_EVENT_NAMES: oneOf(EVENT_NAMES).default("acp"),
    ACP_SIGNATURE_HEADER: z
      .string()
      .refine(isFreeHeader, {
        error: ({ input }) =>
          `must be the name of a header that is not in use, such as Merchant-Signature, not "${String(input)}"`,
      })
      .default(DEFAULT_HEADER),
    ORDER_RECEIVERS: orderReceivers.optional(),
  })
  .superRefine(({ ACP_WEBHOOK_URL: url, ACP_WEBHOOK_SECRET: secret }, context) => {
    const missing = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (url === undefined && secret !== undefined) missing("ACP_WEBHOOK_URL", "required with ACP_WEBHOOK_SECRET");
    if (secret === undefined && url !== undefined)
      missing("ACP_WEBHOOK_SECRET", "required with ACP_WEBHOOK_URL, because order events are signed");
  }, always)
  .transform((settings): readonly OrderReceiverConfig[] => {
    const { ACP_WEBHOOK_URL: url, ACP_WEBHOOK_SECRET: secret, ORDER_RECEIVERS: listed = [] } = settings;
    if (url === undefined || secret === undefined) return listed;
    const { ACP_EVENT_NAMES: names, ACP_SIGNATURE_HEADER: signatureHeader } = settings;
    return [{ name: ACP_WEBHOOK_RECEIVER, url, secret, names, signatureHeader, sellers: null }, ...listed];
  });
