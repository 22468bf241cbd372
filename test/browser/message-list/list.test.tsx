import { afterEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { eventually } from "../../support/patience.js";
import {
  aMessage,
  frames,
  heights,
  loadPictures,
  messagesFrom,
  nextFrame,
  type Rendered,
  renderList,
  shift,
  unmountAll,
  watch,
} from "./harness.js";

afterEach(() => {
  unmountAll();
  vi.useRealTimers();
});

/** Turns the wheel by a real event and waits until its scrolling has come to rest. */
async function wheel(list: Rendered, y: number): Promise<void> {
  await userEvent.wheel(list.scroller, { delta: { y } });
  let last = Number.NaN;
  for (let still = 0; still < 5; ) {
    await nextFrame();
    still = list.scroller.scrollTop === last ? still + 1 : 0;
    last = list.scroller.scrollTop;
  }
}

describe("at the end", () => {
  it("opens there, with two viewports of rows and no more", () => {
    const list = renderList({ messages: messagesFrom(1, 10_000) });
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.keys().at(-1)).toBe("k10000");
    expect(list.keys().length).toBeLessThan(60);
    const rows = list.host.querySelector(".lobby-list-rows");
    expect(rows?.clientHeight).toBeGreaterThan(1000 * 0.85);
  });

  it("shows every message that arrives, in its frame", async () => {
    const list = renderList({ messages: messagesFrom(1, 100) });
    for (let seq = 101; seq <= 130; seq++) {
      list.update({ messages: [...list.messages, aMessage(seq)] });
      expect(list.distance()).toBeLessThanOrEqual(1);
      expect(list.offset(`k${seq}`)).not.toBeNull();
      await nextFrame();
      expect(list.distance()).toBeLessThanOrEqual(1);
    }
  });

  it("stays there when the composer grows, the keyboard opens or a picture loads", async () => {
    const picture = { body: { kind: "image" as const, url: "https://example.com/a.png" } };
    const list = renderList({ messages: [...messagesFrom(1, 60), aMessage(61, picture)] });
    list.update({ height: 300 });
    await frames(2);
    expect(list.distance()).toBeLessThanOrEqual(1);
    list.update({ height: 480 });
    await frames(2);
    expect(list.distance()).toBeLessThanOrEqual(1);
    heights.set("k61", 233);
    loadPictures();
    await frames(2);
    expect(list.row("k61")?.offsetHeight).toBe(233);
    expect(list.distance()).toBeLessThanOrEqual(1);
  });

  it("shows the top of a message that is taller than the view", async () => {
    const list = renderList({ messages: messagesFrom(1, 60) });
    heights.set("k61", 900);
    list.update({ messages: [...list.messages, aMessage(61)] });
    await frames(2);
    expect(list.offset("k61")).toBeGreaterThanOrEqual(0);
    expect(list.offset("k61")).toBeLessThan(40);
    const seen = watch(list, "k61");
    list.update({ messages: [...list.messages, aMessage(62)] });
    expect(shift(await seen.stop())).toBe(0);
  });

  it("keeps its elements bounded in a flood", async () => {
    const list = renderList({ messages: messagesFrom(1, 10), variant: "dense" });
    for (let batch = 0; batch < 40; batch++) {
      const last = list.messages.length;
      list.update({ messages: [...list.messages, ...messagesFrom(last + 1, last + 17)] });
      await nextFrame();
      expect(list.keys().length).toBeLessThanOrEqual(batch < 5 ? 60 : 16);
      expect(list.keys().at(-1)).toBe(`k${last + 17}`);
      expect(list.distance()).toBeLessThanOrEqual(1);
    }
    const rows = list.host.querySelector(".lobby-list-rows");
    expect(rows?.clientHeight).toBeGreaterThan(500);
    await eventually(() => expect(rows?.clientHeight).toBeGreaterThan(1000 * 0.8));
    expect(list.distance()).toBeLessThanOrEqual(1);
  });

  it("does not take for the reader's scrolling what a shrinking list and a growing composer do to the position", async () => {
    const list = renderList({ messages: messagesFrom(1, 20) });
    await frames(2);
    list.update({ messages: list.messages.slice(0, -1) });
    // The composer has grown, and a scroll event of before comes first: observers have not been told yet.
    const chat = list.host.querySelector<HTMLElement>(".lobby-chat");
    if (chat !== null) chat.style.height = "430px";
    list.scroller.dispatchEvent(new Event("scroll"));
    await frames(2);
    expect(list.distance()).toBeLessThanOrEqual(1);
    list.update({ messages: [...list.messages, aMessage(21)] });
    expect(list.keys().at(-1)).toBe("k21");
    expect(list.distance()).toBeLessThanOrEqual(1);
  });

  it("leaves a flood without a jump, however small the tail has become", async () => {
    const list = renderList({ messages: messagesFrom(1, 500) });
    for (let batch = 0; batch < 10; batch++) {
      const last = list.messages.length;
      list.update({ messages: [...list.messages, ...messagesFrom(last + 1, last + 17)] });
      await nextFrame();
    }
    let flooding = true;
    void (async () => {
      while (flooding) {
        const last = list.messages.length;
        list.update({ messages: [...list.messages, ...messagesFrom(last + 1, last + 17)] });
        await nextFrame();
      }
    })();
    list.scroller.dispatchEvent(new WheelEvent("wheel", { deltaY: -100 }));
    const held = list.firstKey();
    const seen = watch(list, held);
    await frames(20);
    expect(shift(await seen.stop())).toBe(0);
    flooding = false;
    expect(list.keys().length).toBeLessThan(150);
  });
});

describe("leaving the end and coming back", () => {
  it("moves nothing at the change, and keeps the elements", async () => {
    const list = renderList({ messages: messagesFrom(1, 1000) });
    await frames(2);
    const key = list.firstKey();
    const element = list.row(key);
    const before = list.offset(key) ?? 0;
    await wheel(list, -30);
    expect(list.offset(key)).toBe(before + 30);
    expect(list.row(key)).toBe(element);
    await wheel(list, 20);
    expect(list.offset(key)).toBe(before + 10);
    expect(list.row(key)).toBe(element);
    expect(list.host.querySelector("[data-at-end]")).not.toBeNull();
    const seen = watch(list, key);
    await frames(15);
    expect(shift(await seen.stop())).toBe(0);
  });

  it("follows nothing once the reader has scrolled up, and counts what comes", async () => {
    const list = renderList({ messages: messagesFrom(1, 300) });
    await wheel(list, -200);
    const seen = watch(list, list.firstKey());
    for (let seq = 301; seq <= 350; seq++) {
      list.update({ messages: [...list.messages, aMessage(seq)] });
      await nextFrame();
    }
    expect(shift(await seen.stop())).toBe(0);
    expect(list.latest()?.textContent).toBe("50");
    expect(list.spies.setReading.mock.calls.at(-1)).toEqual([false]);
    list.latest()?.click();
    await frames(2);
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.keys().at(-1)).toBe("k350");
    expect(list.latest()).toBeNull();
    expect(list.spies.setReading.mock.calls.at(-1)).toEqual([true]);
    expect(document.activeElement).toBe(list.scroller);
  });

  it("goes to the end for an own message", async () => {
    const list = renderList({ messages: messagesFrom(1, 300) });
    await wheel(list, -900);
    list.update({ messages: [...list.messages, aMessage(301, { own: true, seq: null, status: "sending" })] });
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.keys().at(-1)).toBe("k301");
  });

  it("follows again when the reader has returned", async () => {
    const list = renderList({ messages: messagesFrom(1, 300) });
    await wheel(list, -400);
    await wheel(list, 5000);
    expect(list.host.querySelector("[data-at-end]")).not.toBeNull();
    list.update({ messages: [...list.messages, aMessage(301)] });
    expect(list.distance()).toBeLessThanOrEqual(1);
  });

  it("shows the button after one viewport", async () => {
    const list = renderList({ messages: messagesFrom(1, 300) });
    await wheel(list, -300);
    expect(list.latest()).toBeNull();
    await wheel(list, -400);
    expect(list.latest()).not.toBeNull();
  });

  it("holds a dense room under the pointer and lets it go on afterwards", async () => {
    const list = renderList({ messages: messagesFrom(1, 300), variant: "dense" });
    await userEvent.hover(list.scroller);
    const seen = watch(list, list.firstKey());
    list.update({ messages: [...list.messages, ...messagesFrom(301, 428)] });
    expect(shift(await seen.stop())).toBe(0);
    expect(list.latest()?.textContent).toBe("Paused · 128 new");
    await userEvent.unhover(list.scroller);
    await frames(2);
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.keys().at(-1)).toBe("k428");
  });
});

describe("older messages", () => {
  it("come in without moving anything, in any frame, pictures of unknown size among them", async () => {
    const list = renderList({ messages: messagesFrom(1001, 1050), hasOlder: true });
    await wheel(list, -100_000);
    expect(list.spies.loadOlder).toHaveBeenCalledTimes(1);
    await wheel(list, 150);
    for (let page = 0; page < 5; page++) {
      const first = 1001 - (page + 1) * 50;
      const older = messagesFrom(first, first + 49).map((message, index) =>
        index % 4 === 0 ? { ...message, body: { kind: "image" as const, url: "https://example.com/a.png" } } : message,
      );
      const seen = watch(list, list.firstKey());
      list.update({ older: "loading" });
      await nextFrame();
      list.update({ older: "idle", messages: [...older, ...list.messages] });
      await frames(3);
      loadPictures();
      await frames(3);
      expect(shift(await seen.stop())).toBe(0);
      expect(list.keys().length).toBeLessThan(150);
    }
  });

  it("are asked for before the top is reached, once", async () => {
    const list = renderList({ messages: messagesFrom(1001, 1050), hasOlder: true });
    expect(list.spies.loadOlder).not.toHaveBeenCalled();
    await wheel(list, -2400);
    expect(list.scroller.scrollTop).toBeGreaterThan(300);
    expect(list.spies.loadOlder).toHaveBeenCalledTimes(1);
    await wheel(list, -100);
    expect(list.spies.loadOlder).toHaveBeenCalledTimes(1);
  });

  it("are asked for when what is there does not fill the view", () => {
    const list = renderList({ messages: messagesFrom(1001, 1003), hasOlder: true });
    expect(list.spies.loadOlder).toHaveBeenCalledTimes(1);
  });

  it("that could not be had are asked for again by a button", async () => {
    const list = renderList({ messages: messagesFrom(1001, 1003), hasOlder: true, older: "error" });
    expect(list.spies.loadOlder).not.toHaveBeenCalled();
    list.host.querySelector<HTMLButtonElement>(".lobby-list-older button")?.click();
    expect(list.spies.loadOlder).toHaveBeenCalledTimes(1);
  });

  it("end with the beginning, which moves nothing either", async () => {
    const list = renderList({ messages: messagesFrom(1, 50), hasOlder: true });
    await wheel(list, -1500);
    const seen = watch(list, list.firstKey());
    list.update({ hasOlder: false });
    expect(shift(await seen.stop())).toBe(0);
    await wheel(list, -100_000);
    expect(list.host.querySelector(".lobby-list-start")?.textContent).not.toBe("");
  });
});

describe("a long history", () => {
  it("has no bare place while wheeling through it", async () => {
    const list = renderList({ messages: messagesFrom(1, 5000) });
    await frames(2);
    let bare = 0;
    let running = true;
    const check = () => {
      const box = list.scroller.getBoundingClientRect();
      const rows = list.host.querySelector(".lobby-list-rows")?.getBoundingClientRect();
      if (rows === undefined || rows.top > box.top + 0.5 || rows.bottom < box.bottom - 13) bare++;
      if (running) void nextFrame().then(check);
    };
    check();
    for (let turn = 0; turn < 40; turn++) await userEvent.wheel(list.scroller, { delta: { y: -400 } });
    await frames(10);
    for (let turn = 0; turn < 30; turn++) await userEvent.wheel(list.scroller, { delta: { y: 300 } });
    await frames(5);
    running = false;
    expect(bare).toBe(0);
    expect(list.keys().length).toBeLessThan(220);
  });

  it("shows on a pill which day is being read, while it is scrolled", async () => {
    const list = renderList({ messages: messagesFrom(1, 5000) });
    const pill = list.host.querySelector<HTMLElement>(".lobby-list-day");
    list.update({ messages: [...list.messages, aMessage(5001)] });
    await frames(2);
    expect(pill?.hasAttribute("data-shown")).toBe(false);
    await wheel(list, -700);
    expect(pill?.hasAttribute("data-shown")).toBe(true);
    expect(pill?.textContent).toBe("January 4");
    const top = () => (pill?.getBoundingClientRect().top ?? 0) - list.scroller.getBoundingClientRect().top;
    const before = top();
    expect(before).toBe(8);
    await wheel(list, -50);
    expect(top()).toBe(before);
    await eventually(() => expect(pill?.hasAttribute("data-shown")).toBe(false));
  });

  it("moves only as far as it is scrolled", async () => {
    const list = renderList({ messages: messagesFrom(1, 5000) });
    for (let turn = 0; turn < 12; turn++) {
      const key = list.firstKey();
      const before = list.offset(key) ?? 0;
      await wheel(list, -170);
      expect(list.offset(key)).toBe(before + 170);
    }
  });

  it("shows rows wherever the scrollbar is dragged, and both ends are the ends", async () => {
    const list = renderList({ messages: messagesFrom(1, 100_000) });
    await frames(1);
    for (const part of [0.5, 0.1, 0.9, 0.3]) {
      list.scroller.scrollTop = list.scroller.scrollHeight * part;
      await frames(3);
      const number = Number(list.firstKey().slice(1));
      expect(number).toBeGreaterThan((part - 0.1) * 100_000);
      expect(number).toBeLessThan((part + 0.1) * 100_000);
      expect(list.keys().length).toBeLessThan(220);
    }
    list.scroller.scrollTop = 0;
    await frames(3);
    expect(list.keys()[0]).toBe("k1");
    list.scroller.scrollTop = list.scroller.scrollHeight;
    await frames(20);
    expect(list.keys().at(-1)).toBe("k100000");
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.host.querySelector("[data-at-end]")).not.toBeNull();
  });

  it("keeps the place when rows above change their height", async () => {
    const list = renderList({ messages: messagesFrom(1, 500) });
    await wheel(list, -1500);
    const key = list.firstKey();
    const seen = watch(list, key);
    const above = list.keys()[list.keys().indexOf(key) - 3] ?? "";
    const row = list.row(above);
    if (row !== null) row.style.height = "333px";
    await frames(3);
    expect(shift(await seen.stop())).toBe(0);
  });

  it("gives the focus to the list when the focused row leaves", async () => {
    const list = renderList({ messages: messagesFrom(1, 3000) });
    await wheel(list, -300);
    list.row(list.firstKey())?.querySelector("button")?.focus({ preventScroll: true });
    for (let turn = 0; turn < 12; turn++) await wheel(list, -900);
    expect(document.activeElement).toBe(list.scroller);
  });
});

describe("unread messages", () => {
  it("open at the first of them when they fill more than the view", async () => {
    const list = renderList({ messages: messagesFrom(1, 200), readSeq: 120 });
    expect(list.offset("k121")).toBeGreaterThanOrEqual(0);
    expect(list.offset("k121")).toBeLessThan(40);
    expect(list.row("k121")?.hasAttribute("data-unread-first")).toBe(true);
    expect(list.latest()?.textContent).toBe("80");
    expect(list.spies.markRead).not.toHaveBeenCalled();
    await frames(15);
    expect(list.offset("k121")).toBeLessThan(40);
  });

  it("open at the end when they fit, with the line above them that stays where it was", () => {
    const list = renderList({ messages: messagesFrom(1, 200), readSeq: 198 });
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.row("k199")?.hasAttribute("data-unread-first")).toBe(true);
    expect(list.spies.markRead).toHaveBeenCalledExactlyOnceWith(200);
    list.update({ readSeq: 200 });
    list.update({ messages: [...list.messages, aMessage(201)] });
    expect(list.row("k199")?.hasAttribute("data-unread-first")).toBe(true);
    expect(list.host.querySelectorAll("[data-unread-first]").length).toBe(1);
  });

  it("are none on the first visit to a room: what was before is its past", () => {
    const list = renderList({ messages: messagesFrom(1, 40), readSeq: 0, firstVisit: true });
    expect(list.distance()).toBeLessThanOrEqual(1);
    expect(list.host.querySelector("[data-unread-first]")).toBeNull();
    expect(list.spies.markRead).toHaveBeenCalledExactlyOnceWith(40);
  });

  it("are found again from outside", async () => {
    const list = renderList({ messages: messagesFrom(1, 200), readSeq: 198 });
    expect(list.handle.current?.scrollToMessage("k20")).toBe(true);
    await frames(2);
    expect(list.offset("k20")).toBeLessThan(40);
    expect(list.offset("k20")).toBeGreaterThanOrEqual(0);
    expect(list.handle.current?.scrollToUnread()).toBe(true);
    expect(list.handle.current?.scrollToMessage("k999")).toBe(false);
    list.handle.current?.scrollToEnd();
    await frames(2);
    expect(list.distance()).toBeLessThanOrEqual(1);
  });

  it("are read when seen: at the end of a visible document, and only once", async () => {
    const list = renderList({ messages: messagesFrom(1, 200), readSeq: 200 });
    expect(list.spies.markRead).not.toHaveBeenCalled();
    list.update({ messages: [...list.messages, aMessage(201)] });
    await eventually(() => expect(list.spies.markRead.mock.calls).toEqual([[201]]));
    // Marked unread by hand: what was seen before does not undo it.
    list.update({ readSeq: 150 });
    await frames(3);
    expect(list.spies.markRead.mock.calls).toEqual([[201]]);
    await wheel(list, -400);
    list.update({ messages: [...list.messages, aMessage(202)] });
    await frames(40);
    expect(list.spies.markRead.mock.calls).toEqual([[201]]);
    await wheel(list, 5000);
    await eventually(() => expect(list.spies.markRead.mock.calls).toEqual([[201], [202]]));
  });

  it("are not read in a hidden document, but when it becomes visible", async () => {
    const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const list = renderList({ messages: messagesFrom(1, 200), readSeq: 199 });
    await frames(2);
    expect(list.spies.markRead).not.toHaveBeenCalled();
    visibility.mockRestore();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(list.spies.markRead).toHaveBeenCalledExactlyOnceWith(200);
  });
});

describe("for screen readers", () => {
  it("says a single message with its author, a flood by number once a second, and one's own not at all", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const list = renderList({ messages: messagesFrom(1, 20) });
    const region = list.host.querySelector("[aria-live=polite]");
    const said: (string | null)[] = [];
    const pass = async (ms: number) => {
      vi.advanceTimersByTime(ms);
      // Effects of the update before.
      await nextFrame();
      if (region?.textContent !== said.at(-1)) said.push(region?.textContent ?? "");
    };
    await pass(1000);
    expect(said).toEqual([""]);
    list.update({ messages: [...list.messages, aMessage(21)] });
    await pass(0);
    await pass(1000);
    expect(said.splice(0)).toEqual(["", "An said: Message 21"]);
    for (let seq = 22; seq <= 61; seq++) {
      list.update({ messages: [...list.messages, aMessage(seq)] });
      await pass(50);
    }
    list.update({ messages: [...list.messages, aMessage(62, { own: true })] });
    await pass(0);
    await pass(2000);
    expect(said.length).toBeLessThanOrEqual(4);
    expect(said.at(-1)).toMatch(/^\d+ new messages$/);
    // The first is what was said before.
    const counts = said.slice(1).map((text) => Number(/^\d+/.exec(text ?? "")?.[0] ?? 1));
    const total = counts.reduce((sum, one) => sum + one, 0);
    expect(total).toBe(40);
  });

  it("says why one's own message was not sent: politely, once, and again only when it fails anew", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const refused = (seq: number, code: "FORBIDDEN" | "TOO_LARGE") =>
      aMessage(seq, { own: true, status: "failed", failure: { code } });
    const before = [...messagesFrom(1, 20), refused(21, "TOO_LARGE")];
    const list = renderList({ messages: before });
    const region = list.host.querySelector("[aria-live=polite]");
    const pass = async (ms: number) => {
      vi.advanceTimersByTime(ms);
      // Effects of the update before.
      await nextFrame();
    };
    await pass(1000);
    // It was there when the list opened.
    expect(region).toHaveTextContent(/^$/);
    list.update({ messages: [...before, aMessage(22, { own: true, status: "sending" })] });
    await pass(0);
    list.update({ messages: [...before, refused(22, "FORBIDDEN")] });
    await pass(0);
    await pass(250);
    expect(region).toHaveTextContent(/^Not sent · You are not allowed to do this\.$/);
    // The next one to speak says what is new, not this again.
    list.update({
      messages: [...messagesFrom(1, 20), aMessage(23), refused(21, "TOO_LARGE"), refused(22, "FORBIDDEN")],
    });
    await pass(0);
    await pass(3000);
    const said = vi.fn();
    const observer = new MutationObserver(() => said(region?.textContent));
    if (region) observer.observe(region, { childList: true });
    list.update({ messages: [...before, aMessage(22, { own: true, status: "sending" })] });
    await pass(3000);
    expect(said).not.toHaveBeenCalled();
    list.update({ messages: [...before, refused(22, "FORBIDDEN")] });
    await pass(0);
    await pass(3000);
    expect(said.mock.calls).toEqual([["Not sent · You are not allowed to do this."]]);
    observer.disconnect();
  });

  it("is a log with a name that can be reached and scrolled by keyboard", async () => {
    const list = renderList({ messages: messagesFrom(1, 300) });
    await userEvent.tab();
    expect(document.activeElement).toBe(list.scroller);
    expect(list.scroller.getAttribute("role")).toBe("log");
    expect(list.scroller.getAttribute("aria-label")).toBe("Messages");
    await userEvent.keyboard("{Home}");
    await eventually(() => expect(list.keys()[0]).toBe("k1"));
    await userEvent.keyboard("{End}");
    await eventually(() => {
      expect(list.keys().at(-1)).toBe("k300");
      expect(list.distance()).toBeLessThanOrEqual(1);
    });
  });
});
