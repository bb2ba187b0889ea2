import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PurchaseEvent } from "#widget/purchase/purchase-phase.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { funnelReporter } from "#widget/purchase/funnel-reporter.ts";
import { aCheckout } from "./a-checkout.ts";

const checkout = aCheckout();
const { id } = checkout;
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A reporter at a host whose tools answer as told, and all that it said. */
function reporterAt(answer: (call: number) => unknown) {
  const said: unknown[] = [];
  const openai = {
    callTool: async (name: string, args: unknown) => {
      said.push({ name, args });
      return answer(said.length);
    },
  };
  return { reporter: funnelReporter(chatGptHost(Object.assign(new EventTarget(), { openai }))), said };
}
const chosen = (isInExperiment: boolean): PurchaseEvent => ({
  type: "route_chosen",
  turn: 1,
  route: { way: "external", label: "Continue to checkout", isInExperiment, checkout },
});
const said = (step: string, sessionId: string = id) => ({
  name: "record_funnel_event",
  args: { checkout_session_id: sessionId, step },
});

describe("telling the server what the buyer saw", () => {
  it("says each step once for each session, however often the widget passes it", async () => {
    const { reporter, said: heard } = reporterAt(() => ({ structuredContent: { step: "shown" } }));
    reporter.learn(chosen(true));
    for (const step of ["shown", "shown", "clicked", "sheet_opened", "clicked"] as const) reporter.emit(id, step);
    reporter.emit("cs_another", "shown");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual([said("shown"), said("clicked"), said("sheet_opened"), said("shown", "cs_another")]);
  });

  it("says nothing where the server decided for another reason, and does say it where no answer came", async () => {
    const { reporter, said: heard } = reporterAt(() => ({ structuredContent: { step: "shown" } }));
    reporter.learn(chosen(false));
    reporter.emit(id, "shown");
    reporter.learn({ type: "route_unknown", turn: 1 });
    reporter.emit("cs_unanswered", "shown");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual([said("shown", "cs_unanswered")]);
  });

  it.each([
    ["refused", { isError: true, content: [] }],
    ["lost", null],
    ["never answered", new Promise(() => undefined)],
  ])("tries a step once more that was %s, and then gives it up in silence", async (_how, answer) => {
    const { reporter, said: heard } = reporterAt(() => answer);
    reporter.emit(id, "shown");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toEqual([said("shown"), said("shown")]);
  });

  it("does not try again what arrived at the second try", async () => {
    const { reporter, said: heard } = reporterAt((call) =>
      call === 1 ? null : { structuredContent: { step: "shown" } },
    );
    reporter.emit(id, "shown");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toHaveLength(2);
  });
});
