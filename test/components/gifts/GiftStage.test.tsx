import { act, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GiftStage, GiftStageView } from "../../../src/components/gifts/GiftStage.js";
import type { Gift } from "../../../src/contract/gifts.js";
import { animationMs } from "../../../src/contract/giftTimes.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aGift, aShop } from "./support.js";

beforeAll(async () => {
  await import("../../../src/components/gifts/GiftScene.js");
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  Reflect.deleteProperty(document, "visibilityState");
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const aRocket = (more: Partial<Gift> = {}) =>
  aGift({ giftId: "rocket", name: "Rocket", price: 500, animation: "fireworks", ...more });

/** A stage whose gifts come by hand. */
async function renderStage(before: readonly Gift[] = []) {
  let gifts = before;
  const ui = () => (
    <StrictMode>
      <GiftStageView gifts={gifts} userId="an" pictures={new Map()} data-testid="stage" />
    </StrictMode>
  );
  const { rerender, unmount } = render(ui());
  const give = async (...more: readonly Gift[]) => {
    gifts = [...gifts, ...more].slice(-100);
    rerender(ui());
    // The scene's code is there, but a promise away.
    await act(async () => {});
    await act(async () => {});
  };
  const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));
  const stage = screen.getByTestId("stage");
  const cards = () =>
    [...stage.querySelectorAll('.lobby-gift-card[data-state="open"]')].map((card) => card.textContent);
  const scene = () => stage.querySelector(".lobby-gift-scene")?.getAttribute("data-animation") ?? null;
  return { give, pass, cards, scene, stage, unmount };
}

const hide = (hidden: boolean) =>
  act(async () => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: hidden ? "hidden" : "visible" });
    document.dispatchEvent(new Event("visibilitychange"));
  });

describe("small gifts", () => {
  test("are cards, for two seconds; what was given before the stage was there is not shown", async () => {
    const { give, pass, cards, stage } = await renderStage([aGift()]);
    expect(stage).toHaveAttribute("data-state", "idle");
    await give(aGift({ quantity: 5 }));
    expect(cards()).toEqual(["BBìnhsent Rose×5"]);
    expect(stage).toHaveAttribute("data-state", "showing");
    await pass(animationMs.default);
    expect(cards()).toEqual([]);
    await pass(300);
    expect(stage.querySelector(".lobby-gift-card")).toBeNull();
    expect(stage).toHaveAttribute("data-state", "idle");
  });

  test("bring the drawing of what was given, whose code the page fetched before the first of them", async () => {
    const { give, stage } = await renderStage();
    await give(aGift());
    expect(stage.querySelector(".lobby-gift-card > .lobby-gift-art svg path")).not.toBeNull();
  });

  test("given again, count up where they are", async () => {
    const { give, pass, cards, stage } = await renderStage();
    await give(aGift());
    const card = stage.querySelector(".lobby-gift-card");
    await pass(1_000);
    await give(aGift());
    await pass(1_500);
    await give(aGift({ quantity: 10 }));
    expect(cards()).toEqual(["BBìnhsent Rose×12"]);
    expect(stage.querySelector(".lobby-gift-card")).toBe(card);
  });

  test("of one's own are there once, though the server gives them another id, and are told as such", async () => {
    const { give, cards } = await renderStage();
    const own = aGift({ senderId: "an", senderName: "An", clientId: "0b9c6ba0-0000-4000-8000-000000000001" });
    await give(own);
    await give({ ...own, id: "by-the-server" });
    expect(cards()).toEqual(["AYousent Rose"]);
  });
});

describe("dear gifts", () => {
  test("have the stage one after the other, a second apart", async () => {
    const { give, pass, scene, stage } = await renderStage();
    await give(aRocket(), aRocket({ senderId: "chi", senderName: "Chi", giftId: "heart", animation: "hearts" }));
    expect(scene()).toBe("fireworks");
    expect(stage.querySelector(".lobby-gift-caption")).toHaveTextContent("Bìnhsent Rocket");
    await pass(animationMs.fireworks);
    expect(scene()).toBeNull();
    await pass(999);
    expect(scene()).toBeNull();
    await pass(1);
    await act(async () => {});
    expect(scene()).toBe("hearts");
  });

  test("are cards where less motion is asked for", async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
    const { give, cards, scene } = await renderStage();
    await give(aRocket());
    expect(scene()).toBeNull();
    expect(cards()).toEqual(["BBìnhsent Rocket"]);
  });
});

test("rests while the page is hidden, and goes on where it was", async () => {
  const { give, pass, cards } = await renderStage();
  await give(aGift());
  await pass(500);
  await hide(true);
  await pass(30_000);
  expect(cards()).toHaveLength(1);
  await hide(false);
  await pass(1_400);
  expect(cards()).toHaveLength(1);
  await pass(100);
  expect(cards()).toHaveLength(0);
});

describe("screen readers", () => {
  const said = () => screen.getByRole("status").textContent;

  test("hear a gift in a sentence, several by number, at most once a second, and none of one's own", async () => {
    const { give, pass } = await renderStage();
    await give(aGift({ quantity: 5 }));
    await pass(250);
    expect(said()).toBe("Bình sent Rose ×5 to Chi");
    await give(aGift({ senderId: "an", senderName: "An" }));
    await give(aGift(), aRocket({ senderId: "dung", senderName: "Dũng", quantity: 2, receiverId: "an" }));
    await pass(900);
    expect(said()).toBe("Bình sent Rose ×5 to Chi");
    await pass(100);
    expect(said()).toBe("3 gifts from Bình and Dũng");
    await pass(1_000);
    await give(aGift({ receiverId: "an" }));
    await pass(250);
    expect(said()).toBe("Bình sent Rose to You");
  });

  test("find nothing but that: what is seen is hidden from them", async () => {
    const { give, stage } = await renderStage();
    await give(aGift(), aRocket());
    expect(stage.querySelector(".lobby-gift-frame")).toHaveAttribute("aria-hidden", "true");
    expect(stage.querySelectorAll("button, a, input, [tabindex]")).toHaveLength(0);
  });
});

test("leaves no timer behind", async () => {
  const { give, unmount } = await renderStage();
  await give(aGift(), aRocket());
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

test("shows what others give in its conversation, and nothing without a target", async () => {
  const server = aShop();
  const { rerender, advance, container } = await renderWithLobby(<GiftStage target={{ roomId: "algebra" }} />, {
    server,
  });
  await server.as("binh").sendGift("room:algebra", "rose", { receiverId: "chi" });
  await advance(500);
  expect(container.querySelector(".lobby-gift-card")).toHaveTextContent("Bìnhsent Rose");
  expect(container.querySelector(".lobby-gift-stage")).toHaveAttribute("data-conversation", "room:algebra");
  rerender(<GiftStage target={null} />);
  expect(container.querySelector(".lobby-gift-card")).toBeNull();
});
