// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, render, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { SignJWT } from "jose";
import { SocketProvider, useChat, useConnection, useMyStatus, useViewerCount } from "lobbykit";
import { elearning, livestream, native, rooms, shop } from "lobbykit/protocols";
import { memoryStore } from "lobbykit/server";
import { type ComponentType, StrictMode } from "react";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { guaranteeLevel } from "../../../src/protocols/protocol.js";
import { startElearningServer } from "../../servers/elearning.js";
import { patience } from "../../support/patience.js";
import { quickTimings } from "../protocols/support/presetWorld.js";
import { liveServer, secret } from "../server/support/liveServer.js";
import { App as After } from "./after.js";
import { App as Before } from "./before.js";
import { importHistory, type OldMessage } from "./importHistory.js";

/** An app that was written for a server it had already, and the same app on the server in the box. */

const binh = { id: "binh", name: "Bình" };

afterEach(() => {
  cleanup();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

interface World {
  readonly env: { readonly url: string; readonly apiUrl: string };
  token(userId: string): Promise<string>;
  notify(title: string): unknown;
}

/** The tokens are the same on both: `{ id, role }`. */
const worlds = {
  before: async (): Promise<World> => {
    const server = await startElearningServer();
    onTestFinished(server.stop);
    return {
      env: server,
      token: (userId) => server.token(userId),
      notify: (title) =>
        server.push("an", "newNotification", { _id: "n1", title, message: "", status: "unread", userId: "an" }),
    };
  },
  after: async (store = memoryStore()): Promise<World> => {
    const server = await liveServer({
      store,
      origins: [location.origin],
      jwt: { secret, userOf: (claims) => ({ id: String(claims.id) }) },
    });
    return {
      env: { url: server.url, apiUrl: `${server.url}/api/lobby` },
      token: (id) =>
        new SignJWT({ id, role: "user" })
          .setProtectedHeader({ alg: "HS256" })
          .setIssuedAt()
          .setExpirationTime("10m")
          .sign(Buffer.from(secret)),
      notify: (title) => server.lobby.notify("an", { title }),
    };
  },
};

/** Somebody else's page. */
function Binh({ status }: { status: (text: string) => void }) {
  const { messages, send, setTyping } = useChat("an");
  useMyStatus();
  useViewerCount("lesson-3");
  status(useConnection().status);
  return (
    <section aria-label="Bình's page">
      {messages.map(({ key, body }) => (
        <p key={key}>{"text" in body && body.text}</p>
      ))}
      <button type="button" onClick={() => send("from Bình")}>
        say
      </button>
      <button type="button" onClick={() => setTyping(true)}>
        type
      </button>
    </section>
  );
}

async function arrive(App: ComponentType, world: World, protocol: typeof elearning | undefined) {
  vi.stubEnv("NEXT_PUBLIC_SOCKET_URL", world.env.url);
  vi.stubEnv("NEXT_PUBLIC_API_URL", world.env.apiUrl);
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", async (...[input, init]: Parameters<typeof fetch>) =>
    input === "/api/token" ? new Response(await world.token("an")) : real(input, init),
  );
  const an = within(render(<App />, { wrapper: StrictMode }).container);
  let standing = "";
  const come = () => {
    const page = render(
      <SocketProvider
        {...world.env}
        user={binh}
        auth={() => world.token("binh")}
        timings={quickTimings}
        {...(protocol === undefined ? {} : { protocol })}
      >
        <Binh
          status={(text) => {
            standing = text;
          }}
        />
      </SocketProvider>,
    );
    return waitFor(() => expect(standing).toBe("live"), patience).then(() => within(page.container));
  };
  return { an, come, person: userEvent.setup() };
}

const composer = (page: ReturnType<typeof within>) => page.getByRole("textbox", { name: /^Message to/ });

describe.each([
  ["on the server that it was written for", Before, () => worlds.before(), elearning],
  ["moved", After, () => worlds.after(), undefined],
] as const)("the app %s", (_where, App, start, protocol) => {
  test("chats, notifies, counts viewers and shows who is there", async () => {
    const world = await start();
    const { an, come, person } = await arrive(App, world, protocol);
    const other = await come();
    await person.click(other.getByRole("button", { name: "say" }));
    expect(await an.findByText("from Bình", {}, patience)).toBeVisible();
    await person.type(composer(an), "from An{Enter}");
    expect(await other.findByText("from An", {}, patience)).toBeVisible();
    expect(an.getAllByText("from An")).toHaveLength(1);
    expect(an.getAllByText("from Bình")).toHaveLength(1);
    await waitFor(() => expect(an.getByText("Online")).toBeVisible(), patience);
    await waitFor(() => expect(document.querySelector(".lobby-viewers")).toHaveTextContent(/2/), patience);
    await world.notify("A new lesson");
    expect(await an.findByText("A new lesson", {}, patience)).toBeVisible();
    expect(an.getByRole("button", { name: /Notifications.*1|1.*notification/i })).toBeVisible();
  });

  test(`${protocol === undefined ? "shows" : "hides"} what the first server can't do`, async () => {
    const { an, come, person } = await arrive(App, await start(), protocol);
    const other = await come();
    await person.type(composer(an), "Hello{Enter}");
    const row = (await an.findByText("Hello", {}, patience)).closest(".lobby-row");
    await other.findByText("Hello", {}, patience);
    const moved = protocol === undefined;
    await person.click(other.getByRole("button", { name: "type" }));
    if (moved) {
      await waitFor(() => expect(an.getAllByText("Bình is typing…")).not.toEqual([]), patience);
      await waitFor(
        () => expect(row).toHaveAttribute("data-status", expect.stringMatching(/sent|delivered|read/)),
        patience,
      );
    } else {
      await person.click(other.getByRole("button", { name: "say" }));
      await an.findByText("from Bình", {}, patience);
      expect(an.queryByText("Bình is typing…")).toBeNull();
      expect(row).toHaveAttribute("data-status", "unconfirmed");
    }
    expect(an.queryAllByRole("button", { name: "Add a photo" })).toHaveLength(moved ? 1 : 0);
  });
});

test("nothing of the app changes but the line that names the protocol, and its import", () => {
  const linesOf = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8").split("\n");
  const [before, after] = [linesOf("before.tsx"), linesOf("after.tsx")];
  const gone = before.filter((line) => !after.includes(line));
  expect(gone).toEqual(['import { elearning } from "lobbykit/protocols";', "      protocol={elearning}"]);
  expect(before.filter((line) => !gone.includes(line))).toEqual(after);
});

test("the page about moving shows these files as they are", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/moving.md"), "utf8");
  const blocks = [...page.matchAll(/^```tsx?[^\n]*\n([\s\S]*?)^```/gm)].map(([, code]) => code);
  for (const name of ["before.tsx", "importHistory.ts", "server.ts"])
    expect(blocks, name).toContain(readFileSync(join(import.meta.dirname, name), "utf8"));
});

test("the page's table of what lights up is what the protocols say of themselves", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/moving.md"), "utf8");
  const gifts = [{ id: "rose", name: "Rose", price: 10, animation: "hearts" as const }];
  const columns = [elearning, livestream({ gifts }), shop({ rooms: [] }), rooms(), native];
  const rows = [...page.matchAll(/^\|[^|\n]*`(\w+)`[^|\n]*\|(.+)\|$/gm)].map(([, name = "", cells = ""]) => ({
    name,
    cells: cells.split("|").map((cell) => cell.trim()),
  }));
  const named = rows.filter(({ name }) => name in native.capabilities);
  expect(named).toHaveLength(12);
  for (const { name, cells } of named) {
    const able = columns.map(({ capabilities }) => ![false, "none"].includes(Reflect.get(capabilities, name)));
    expect([name, cells.map((cell) => cell !== "–")]).toEqual([name, able]);
  }
  const levels = columns.map(({ capabilities }) => guaranteeLevel(capabilities));
  expect(rows.find(({ name }) => name === "guarantees")?.cells).toEqual(levels);
});

describe("what was said before the move", () => {
  const old = (id: number, content: string, more: Partial<OldMessage> = {}): OldMessage => ({
    _id: `65a1f0c2d4e5f60718293a0${id}`,
    content,
    sender: "binh",
    recipient: "an",
    status: "read",
    createdAt: new Date(1_700_000_000_000 + id * 60_000),
    ...more,
  });
  const history = [
    old(1, "first"),
    old(2, "second", { sender: "an", recipient: "binh", status: "delivered" }),
    old(3, "third", { status: "sent", createdAt: new Date(1_700_000_180_000).toISOString() }),
  ];

  test("is there on the new server, once, with its time, and read as far as it was", async () => {
    const store = memoryStore();
    await importHistory(store, history);
    await importHistory(store, [...history, old(4, "said meanwhile", { status: "sent" })]);
    const log = await store.range("direct:an:binh", 0, 10);
    expect(log.map(({ seq, senderId, createdAt }) => [seq, senderId, createdAt])).toEqual([
      [1, "binh", 1_700_000_060_000],
      [2, "an", 1_700_000_120_000],
      [3, "binh", 1_700_000_180_000],
      [4, "binh", 1_700_000_240_000],
    ]);
    const [conversation] = (await store.conversations("an", null, 10)).conversations;
    // She has answered since the first; of what came after that nothing was read.
    expect(conversation).toMatchObject({ readSeq: 2, unreadCount: 2 });
    const { an } = await arrive(After, await worlds.after(store), undefined);
    for (const text of ["first", "second", "third", "said meanwhile"])
      expect(await an.findByText(text, {}, patience)).toBeVisible();
  });
});
