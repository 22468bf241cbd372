// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { createMockServer, createVirtualEnvironment, renderWithLobby } from "lobbykit/testing";
import { afterEach, expect, test } from "vitest";
import { Hall } from "./Hall.js";

afterEach(cleanup);

const users = [
  { id: "an", name: "An" },
  { id: "binh", name: "Bình" },
];
const aServer = () => createMockServer({ users, environment: createVirtualEnvironment() });

test("what others say is shown", async () => {
  const { server, advance } = await renderWithLobby(<Hall />, { server: aServer() });
  await server.as("binh").send("room:hall", "Chào An!");
  await advance();
  expect(screen.getByText(/Chào An!/).textContent).toContain("Bình");
});

test("what is said without a network goes out when it is back", async () => {
  const { server, advance } = await renderWithLobby(<Hall />, { server: aServer() });
  server.network.disconnect();
  fireEvent.click(screen.getByText("Say hello"));
  await advance();
  expect(screen.getByText(/Hello!/).dataset.status).toBe("queued");
  server.network.reconnect();
  await advance(30_000);
  expect(screen.getByText(/Hello!/).dataset.status).toBe("sent");
});
