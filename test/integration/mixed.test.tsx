// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import {
  ChatRoom,
  ConnectionStatus,
  type Lobby,
  LobbyToaster,
  NotificationCenter,
  SocketProvider,
  useConnection,
  useConversations,
  useLobby,
  useTotalUnread,
  useUnreadTitle,
} from "lobbykit";
import { type ReactNode, StrictMode, useState } from "react";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { patience } from "../support/patience.js";
import { type Side, sides } from "./mixedSides.js";

/** Two servers of different kinds on one page, over real sockets: the same user, the same room and the same ids on both. */

type Kind = keyof typeof sides;

afterEach(cleanup);

async function sideOf(kind: Kind): Promise<Side> {
  const side = await sides[kind]();
  onTestFinished(async () => {
    cleanup();
    await side.stop();
  });
  return side;
}

function Standing() {
  const { status } = useConnection();
  return <output aria-label="status">{status}</output>;
}

function Part({ side, name, children }: { side: Side; name: string; children?: ReactNode }) {
  return (
    <SocketProvider {...side.options}>
      <section aria-label={name}>
        <Standing />
        {children}
      </section>
    </SocketProvider>
  );
}

const part = (name: string) => within(screen.getByRole("region", { name }));
const live = (name: string) =>
  waitFor(() => expect(part(name).getByLabelText("status")).toHaveTextContent("live"), patience);
const composerOf = (name: string) => part(name).getByRole("textbox", { name: /^Message to/ });

/** A page with a part for each of two servers. */
async function page(kinds: readonly [Kind, Kind], content: (side: Side) => ReactNode) {
  const [one, two] = [await sideOf(kinds[0]), await sideOf(kinds[1])];
  const draw = (shown: readonly Side[]) => (
    <StrictMode>
      {shown.map((side) => {
        const name = side === one ? "one" : "two";
        return (
          <Part key={name} side={side} name={name}>
            {content(side)}
          </Part>
        );
      })}
    </StrictMode>
  );
  const view = render(draw([one, two]));
  await live("one");
  await live("two");
  return { one, two, show: (...shown: Side[]) => view.rerender(draw(shown)), person: userEvent.setup() };
}

const pairs = [
  ["native", "livestream"],
  ["elearning", "rooms"],
  ["rooms", "native"],
  ["livestream", "elearning"],
  ["native", "shop"],
  ["shop", "elearning"],
] as const;

describe.each(pairs)("%s beside %s", (...kinds) => {
  test("each chat has what is said on its own server, and sends there alone", async () => {
    const { one, two, person } = await page(kinds, ({ chat }) => <ChatRoom {...chat} recipientName="Bình" />);
    await Promise.all([one.there(), two.there()]);
    await one.say("from the first");
    await two.say("from the second");
    expect(await part("one").findByText("from the first", {}, patience)).toBeVisible();
    expect(await part("two").findByText("from the second", {}, patience)).toBeVisible();
    await person.type(composerOf("one"), "to the first{Enter}");
    await person.type(composerOf("two"), "to the second{Enter}");
    await waitFor(async () => expect(await one.heard()).toContain("to the first"), patience);
    await waitFor(async () => expect(await two.heard()).toContain("to the second"), patience);
    expect(await one.heard()).not.toContain("to the second");
    expect(await two.heard()).not.toContain("to the first");
    expect(part("one").queryByText(/second/)).toBeNull();
    expect(part("two").queryByText(/first/)).toBeNull();
    expect([one.connections(), two.connections()]).toEqual([1, 1]);
  });

  test("each has its own notifications and toasts, of the same id too, where there are any", async () => {
    const { one, two } = await page(kinds, () => (
      <>
        <NotificationCenter />
        <LobbyToaster />
      </>
    ));
    const toasts = (name: string) =>
      [...part(name).getByLabelText("status").parentElement!.querySelectorAll(".lobby-toast")].map(
        (toast) => toast.textContent,
      );
    const told = { one: [] as unknown[], two: [] as unknown[] };
    for (const [name, side] of [
      ["one", one],
      ["two", two],
    ] as const) {
      await side.notify?.(`News of ${name}`);
      if (side.notify !== null) told[name].push(expect.stringContaining(`News of ${name}`));
      await waitFor(() => expect({ one: toasts("one"), two: toasts("two") }).toEqual(told), patience);
    }
    for (const [name, side] of Object.entries({ one, two }))
      expect(part(name).queryAllByRole("button", { name: /1/ })).toHaveLength(side.notify === null ? 0 : 1);
  });

  test("one leaves the page, and the other lives on", async () => {
    const { one, two, show } = await page(kinds, ({ chat }) => <ChatRoom {...chat} recipientName="Bình" />);
    await Promise.all([one.there(), two.there()]);
    show(two);
    await waitFor(() => expect(one.connections()).toBe(0), patience);
    await two.say("still here");
    expect(await part("two").findByText("still here", {}, patience)).toBeVisible();
    expect(part("two").getByLabelText("status")).toHaveTextContent("live");
    expect(two.connections()).toBe(1);
    show(one, two);
    await live("one");
    await one.there();
    await one.say("back again");
    expect(await part("one").findByText("back again", {}, patience)).toBeVisible();
    expect(two.connections()).toBe(1);
  });
});

test("nothing of one server is in the state of the other", async () => {
  const lobbies = new Set<Lobby>();
  function Take() {
    lobbies.add(useLobby());
    return null;
  }
  const { one, two } = await page(["native", "livestream"], ({ chat }) => (
    <>
      <Take />
      <ChatRoom {...chat} />
    </>
  ));
  await Promise.all([one.there(), two.there()]);
  await one.say("from the first");
  await two.say("from the second");
  await screen.findByText("from the first", {}, patience);
  await screen.findByText("from the second", {}, patience);
  const texts = [...lobbies].map(({ store, url }) => [url, JSON.stringify(store.getState())] as const);
  expect(texts.map(([url]) => url).toSorted()).toEqual([one.options.url, two.options.url].toSorted());
  for (const [url, text] of texts) {
    expect(text.includes("from the first")).toBe(url === one.options.url);
    expect(text.includes("from the second")).toBe(url === two.options.url);
  }
});

test("the tab's title has what is unread with both, and what is left when one is gone", async () => {
  document.title = "Lessons";
  function Unread() {
    useUnreadTitle();
    // What is listed counts.
    useConversations();
    return null;
  }
  const { one, two, show } = await page(["elearning", "elearning"], () => <Unread />);
  await Promise.all([one.there(), two.there()]);
  await one.say("one");
  await waitFor(() => expect(document.title).toBe("(1) Lessons"), patience);
  await two.say("two");
  await two.say("three");
  await waitFor(() => expect(document.title).toBe("(3) Lessons"), patience);
  show(one);
  await waitFor(() => expect(document.title).toBe("(1) Lessons"), patience);
  show();
  expect(document.title).toBe("Lessons");
});

test("each counts what is unread on its own server, and is told there alone that it was read", async () => {
  function Half({ chat }: Pick<Side, "chat">) {
    const [open, setOpen] = useState(false);
    useConversations();
    return (
      <>
        <output aria-label="unread">{useTotalUnread()}</output>
        <button type="button" onClick={() => setOpen(true)}>
          Read
        </button>
        {open && <ChatRoom {...chat} recipientName="Bình" />}
      </>
    );
  }
  const { one, two, person } = await page(["shop", "elearning"], ({ chat }) => <Half chat={chat} />);
  const unread = (counts: readonly [string, string]) =>
    waitFor(
      () => expect(["one", "two"].map((name) => part(name).getByLabelText("unread").textContent)).toEqual(counts),
      patience,
    );
  await one.say("to the shop");
  await unread(["1", "0"]);
  await two.say("to the school");
  await two.say("and once more");
  await unread(["1", "2"]);
  await person.click(part("one").getByRole("button", { name: "Read" }));
  await unread(["0", "2"]);
});

test("each server is asked with its own tokens", async () => {
  const asked = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => asked.mockRestore());
  const { one, two, person } = await page(["shop", "elearning"], ({ chat }) => (
    <ChatRoom {...chat} recipientName="Bình" />
  ));
  await person.type(composerOf("one"), "to the shop{Enter}");
  await waitFor(async () => expect(await one.heard()).toContain("to the shop"), patience);
  const of = ({ options }: Side) =>
    asked.mock.calls
      .filter(([url]) => String(url).startsWith(options.url))
      .map(([, init]) => Object.fromEntries(new Headers(init?.headers)));
  const [shop, school] = [of(one), of(two)];
  for (const headers of [shop, school]) expect(headers.length).toBeGreaterThan(0);
  expect(shop.length + school.length).toBe(asked.mock.calls.length);
  const bearers = (all: typeof shop) => all.map(({ authorization }) => authorization);
  expect(bearers(shop).filter((bearer) => bearer === undefined || bearers(school).includes(bearer))).toEqual([]);
  expect(shop.some((headers) => headers["x-csrf-token"] !== undefined)).toBe(true);
  expect(school.filter((headers) => headers["x-csrf-token"] !== undefined)).toEqual([]);
});

test("the page's one toast about the connection is of the server that is away, whichever is first", async () => {
  const { two } = await page(["native", "livestream"], () => <ConnectionStatus variant="toast" delayMs={0} />);
  // Those that leave are there until their animation ends, which jsdom has not.
  const toasts = () => [...document.querySelectorAll('.lobby-connection-banner[data-state="open"]')];
  await waitFor(() => expect(toasts()).toEqual([]));
  await two.stop();
  await waitFor(() => expect(toasts()).toHaveLength(1), patience);
  expect(screen.getByRole("region", { name: "two" }).contains(toasts()[0] ?? null)).toBe(true);
  expect(part("one").getByLabelText("status")).toHaveTextContent("live");
});

test("a provider inside another of another server: what is in it speaks to that one, what is around it to its own", async () => {
  const [outer, inner] = [await sideOf("native"), await sideOf("livestream")];
  render(
    <StrictMode>
      <Part side={outer} name="outer">
        <ChatRoom {...outer.chat} />
        <Part side={inner} name="inner">
          <ChatRoom {...inner.chat} />
        </Part>
      </Part>
    </StrictMode>,
  );
  await waitFor(() => expect(part("outer").getAllByText("live")).toHaveLength(2), patience);
  await Promise.all([outer.there(), inner.there()]);
  await outer.say("around");
  await inner.say("within");
  expect(await part("inner").findByText("within", {}, patience)).toBeVisible();
  expect(await part("outer").findByText("around", {}, patience)).toBeVisible();
  expect(part("inner").queryByText("around")).toBeNull();
  const person = userEvent.setup();
  await person.type(composerOf("inner"), "said within{Enter}");
  await waitFor(async () => expect(await inner.heard()).toContain("said within"), patience);
  expect(await outer.heard()).not.toContain("said within");
});

test("two React roots of one document keep their toasts apart", async () => {
  const [one, two] = [await sideOf("native"), await sideOf("native")];
  // Each a root of its own.
  for (const [name, side] of Object.entries({ one, two }))
    render(
      <Part side={side} name={name}>
        <LobbyToaster />
      </Part>,
    );
  await live("one");
  await live("two");
  await one.notify?.("News of the first");
  expect(await part("one").findByText("News of the first", {}, patience)).toBeVisible();
  await two.notify?.("News of the second");
  expect(await part("two").findByText("News of the second", {}, patience)).toBeVisible();
  expect(part("two").queryByText("News of the first")).toBeNull();
  expect(part("one").queryByText("News of the second")).toBeNull();
});

test.each(["livestream", "rooms", "elearning", "shop"] as const)(
  "a part of the page that moves from %s to the server in the box shows that one's, and nothing of the first",
  async (kind) => {
    const [from, to] = [await sideOf(kind), await sideOf("native")];
    // As an app has it: one tree, and what names the server changes.
    const draw = (side: Side) => (
      <StrictMode>
        <Part side={side} name="one">
          <NotificationCenter />
          <ChatRoom {...side.chat} recipientName="Bình" />
        </Part>
      </StrictMode>
    );
    const view = render(draw(from));
    await live("one");
    await from.there();
    await from.say("before the move");
    await from.notify?.("News before");
    await part("one").findByText("before the move", {}, patience);

    view.rerender(draw(to));
    await live("one");
    await to.there();
    await waitFor(() => expect(from.connections()).toBe(0), patience);
    await to.say("after the move");
    expect(await part("one").findByText("after the move", {}, patience)).toBeVisible();
    expect(part("one").queryByText("before the move")).toBeNull();
    const person = userEvent.setup();
    await person.type(composerOf("one"), "said after it{Enter}");
    await waitFor(async () => expect(await to.heard()).toContain("said after it"), patience);
    expect(await from.heard()).not.toContain("said after it");
    await to.notify?.("News after");
    await person.click(part("one").getByRole("button", { name: /^Notifications/ }));
    expect(await screen.findByText("News after", {}, patience)).toBeVisible();
    expect(screen.queryByText("News before")).toBeNull();
  },
);
