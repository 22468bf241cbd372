import { act, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { expect, test } from "vitest";
import { vi as vietnamese } from "../../src/locales/vi.js";
import { useMessages } from "../../src/react/chat/useMessages.js";
import { useOpenConversation } from "../../src/react/chat/useOpenConversation.js";
import { useLobby } from "../../src/react/useLobby.js";
import { useLocale } from "../../src/react/useLocale.js";
import type { MockServer } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { withLobby } from "../../src/testing/withLobby.js";

function Story() {
  const messages = useMessages(useOpenConversation("binh"));
  return <p>{`${useLobby().user?.id} ${useLocale().code} ${messages.length}`}</p>;
}

test("a story stands on a server of its own, made from what is said for all and for it", async () => {
  const environment = createVirtualEnvironment();
  let left = 0;
  let server: MockServer | undefined;
  const decorate = withLobby({ users: [{ id: "an" }, { id: "binh" }], environment, locale: vietnamese });
  const story = (id: string, messages: number) =>
    decorate(Story, {
      id,
      parameters: {
        lobby: {
          conversations: [{ id: "direct:an:binh", messages }],
          act: (stage) => {
            server = stage.server;
            return () => {
              left += 1;
            };
          },
        },
      },
    });
  const { rerender, unmount } = render(<StrictMode>{story("one", 3)}</StrictMode>);
  await act(() => environment.advanceAsync(500));
  screen.getByText("an vi 3");
  expect(server?.network.connections).toBe(1);
  const first = server;

  rerender(<StrictMode>{story("two", 5)}</StrictMode>);
  await act(() => environment.advanceAsync(2_000));
  screen.getByText("an vi 5");
  expect(server).not.toBe(first);
  expect([first?.network.connections, server?.network.connections]).toEqual([0, 1]);

  unmount();
  await act(() => environment.advanceAsync(2_000));
  expect(server?.network.connections).toBe(0);
  // Twice by StrictMode, twice by going.
  expect(left).toBe(4);
});
