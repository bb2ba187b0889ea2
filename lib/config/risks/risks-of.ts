import { accessRisks } from "./access.ts";
import { connectionRisks } from "./connections.ts";
import { keyRisks } from "./keys.ts";
import { mailRisks } from "./mail.ts";
import { nameRisks } from "./names.ts";
import { moneyRisks } from "./payments.ts";
import { runningRisks } from "./running.ts";
import { SEVERITIES, type Risk, type RiskFacts } from "./risk.ts";
import { habitRisks, storageRisks } from "./storage.ts";
import { unreadRisks } from "./unread.ts";

/** Every risk of settings that a start accepts, the gravest first. */
export function risksOf(facts: RiskFacts): readonly Risk[] {
  const risks = [
    moneyRisks,
    accessRisks,
    connectionRisks,
    keyRisks,
    storageRisks,
    habitRisks,
    mailRisks,
    nameRisks,
    runningRisks,
    unreadRisks,
  ].flatMap((part) => part(facts));
  return SEVERITIES.flatMap((severity) => risks.filter((risk) => risk.severity === severity));
}
