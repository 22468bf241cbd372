import { render, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { SocketProvider, useConnection } from "lobbykit";
import type { LobbyOptions } from "lobbykit/client";
import { type ReactNode, StrictMode } from "react";
import { expect } from "vitest";
import { patience } from "../../../support/patience.js";
import { quickTimings } from "./presetWorld.js";

function Standing() {
  const { status, guarantees } = useConnection();
  return <output data-guarantees={guarantees}>{status}</output>;
}

/**
 * A page on a server, over a real socket, once it is live. `here` looks into this page alone: a test may open several.
 *
 * @param provider what `SocketProvider` needs beside its children
 */
export async function openPage(provider: LobbyOptions, children: ReactNode) {
  const view = render(
    <SocketProvider timings={quickTimings} {...provider}>
      <Standing />
      {children}
    </SocketProvider>,
    { wrapper: StrictMode },
  );
  const here = within(view.container);
  const standing = await here.findByText("live", {}, patience);
  /** A part of the page, by its class. */
  const part = (name: string) => view.container.querySelector<HTMLElement>(`.${name}`);
  return {
    ...view,
    here,
    part,
    person: userEvent.setup(),
    /** The level that is stated. */
    guarantees: standing.getAttribute("data-guarantees"),
    composer: () => here.getByRole("textbox", { name: /^Message to/ }),
    /** The row of a message. */
    rowOf: (text: string) => here.getByText(text).closest<HTMLElement>(".lobby-row"),
    /** Resolves when a part of the page, by its class, has that state. */
    has: (name: string, attribute: string, value: string) =>
      waitFor(() => expect(part(name)).toHaveAttribute(attribute, value), patience),
  };
}
