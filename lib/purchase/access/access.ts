import type { CheckoutSession } from "../../checkout/session.ts";
import type { CheckoutLink, SessionId } from "../../ids.ts";
import { noteSession } from "../../observe/call-context.ts";
import type { PurchaseContext } from "../context.ts";
import type { Principal } from "./principal.ts";
import { ALLOWED_ACTIONS, relationOf, type Action, type Relation } from "./relation.ts";

/** A session by its id, or by the link that its buyer has. */
export type SessionReference = { readonly sessionId: SessionId } | { readonly link: CheckoutLink };

/** The relations that hosts may cause by what they attach to a call. Other surfaces and keys are never let through. */
const OF_SUBJECT: ReadonlySet<Relation> = new Set<Relation>(["without_subject", "other_subject"]);

/**
 * True when the caller may do this with the session. For one that does not exist the answer is the same as for one that
 * is somebody else's, after the same look-up and the same comparison. Every refusal is in the operator's log.
 */
export async function mayAct(
  context: PurchaseContext,
  principal: Principal,
  action: Action,
  reference: SessionReference,
): Promise<boolean> {
  const session =
    "link" in reference
      ? await context.store.sessionByLink(reference.link)
      : await context.store.session(reference.sessionId);
  return mayActOn(context, principal, action, session);
}

/** The same for a session that is read already; one that does not exist is compared too. */
export const mayActOn = (
  context: Pick<PurchaseContext, "now" | "ownership" | "report">,
  principal: Principal,
  action: Action,
  session: CheckoutSession | null,
): session is CheckoutSession => actingOn(context, principal, action, session) !== null;

/** What the caller is to a session that they may do this with; null for one that may not, and without a session. */
export function actingOn(
  context: Pick<PurchaseContext, "now" | "ownership" | "report">,
  principal: Principal,
  action: Action,
  session: CheckoutSession | null,
): Relation | null {
  const relation = relationOf(principal, session, context.now());
  if (relation === null || session === null) return null;
  noteSession(session.id);
  if (ALLOWED_ACTIONS[relation].includes(action)) return relation;
  const isServed = context.ownership === "report_only" && OF_SUBJECT.has(relation);
  context.report({
    level: "warn",
    message: isServed
      ? "a checkout was opened to a caller that is not its owner: MCP_OWNERSHIP is report_only"
      : "a checkout was refused to a caller that is not its owner",
    fields: {
      event: isServed ? "ownership_reported" : "ownership_refused",
      relation,
      action,
      surface: principal.surface,
      sessionId: session.id,
    },
  });
  return isServed ? relation : null;
}
