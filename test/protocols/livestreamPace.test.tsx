import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { ChatRoom, SocketProvider } from "lobbykit";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { selectMessages } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";

/** The pace of a livestream server, as a person meets it: the real composer, on a virtual clock. */

const start = 1_772_443_800_000;

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the thirty-first message of a minute waits, the field says how long, and it goes by itself", async () => {
  const environment = createVirtualEnvironment({ startAt: start });
  const server = createScriptedServer(environment);
  const advance = (ms: number) =>
    act(async () => {
      await environment.advanceAsync(ms);
      vi.setSystemTime(environment.now());
    });
  const push = (event: string, payload: unknown) => act(() => server.push(event, payload));
  const lobby = createLobby({
    url: "http://gateway",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: livestream(),
    environment,
    transport: server.factory,
  });
  const { unmount } = render(
    <SocketProvider lobby={lobby}>
      <ChatRoom roomId="hall" />
    </SocketProvider>,
  );
  await advance(50);
  push("authSuccess", {});
  await advance(20);
  push("joinedRoom", { data: { roomId: "hall" } });
  await advance(20);
  const sent = () => server.emitted.filter(({ event }) => event === "sendMessage").length;
  for (let count = 1; count <= 30; count += 1) {
    act(() => void lobby.sendMessage("room:hall", { kind: "text", text: `tin ${count}` }));
    await advance(20);
    push("messageSent", { roomId: "hall", _id: `m${count}` });
    await advance(1_100);
    expect(sent()).toBe(count);
  }
  const person = userEvent.setup({ delay: null });
  await person.type(screen.getByRole("textbox", { name: /^Message to/ }), "tin 31{Enter}");
  await advance(20);
  expect(sent()).toBe(30);
  expect(screen.getAllByText("You can send again in 27 seconds").length).toBeGreaterThan(0);
  const last = () => selectMessages(lobby.store.getState(), "room:hall").at(-1);
  expect(last()).toMatchObject({ body: { text: "tin 31" }, status: "queued" });
  await advance(30_000);
  expect(sent()).toBe(31);
  push("messageSent", { roomId: "hall", _id: "m31" });
  await advance(20);
  expect(last()?.status).toBe("sent");
  unmount();
});
