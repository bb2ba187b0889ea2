import { expect, test } from "vitest";
import { trackingLink } from "#lib/orders/carrier-links.ts";

const parcel = (carrier: string | null, trackingNumber: string | null, trackingUrl: string | null = null) =>
  trackingLink({ carrier, trackingNumber, trackingUrl });

test("the merchant's own link is used as it is", () => {
  expect(parcel("UPS", "1Z999AA10123456784", "https://post.example.com/a")).toBe("https://post.example.com/a");
});

test("a known carrier's page is linked by the parcel's number, however both are written", () => {
  expect(parcel(" ups ", "1z 999 aa1 0123456784")).toBe("https://www.ups.com/track?tracknum=1Z999AA10123456784");
  expect(parcel("DHL Express", "1234567890")).toBe(
    "https://www.dhl.com/global-en/home/tracking.html?tracking-id=1234567890",
  );
});

test("nothing is linked for a carrier that is not known, or a number that could lead elsewhere", () => {
  for (const [carrier, number] of [
    ["Landpost", "123456789"],
    ["UPS of my cousin", "123456789"],
    ["UPS", "../../evil?x=1"],
    ["UPS", "123&redirect=https://evil.example"],
    ["UPS", null],
    [null, "123456789"],
  ] as const)
    expect(parcel(carrier, number), `${carrier} ${number}`).toBeNull();
});
