import type { Meta, StoryObj } from "@storybook/react-vite";
import { type SupportTicket, useSupportQueue, useTicketUnread } from "lobbykit";
import type { ReactNode } from "react";
import { expect, userEvent, waitFor } from "storybook/test";
import { type Stage, stageOf } from "../../.storybook/stage.js";

/** One request, with what no agent has read of it, from `useTicketUnread`. */
function Ticket({ ticket, children }: { readonly ticket: SupportTicket; readonly children: ReactNode }) {
  const unread = useTicketUnread(ticket);
  return (
    <li>
      {ticket.visitor.name}, {ticket.topic}, {unread} unread {children}
    </li>
  );
}

/** An agent's desk of one's own making, from `useSupportQueue`: who waits, whom one helps. */
function Desk() {
  const { queued, mine, status, error, take, release, close } = useSupportQueue();
  if (error !== null) return <p role="alert">{error.code === "FORBIDDEN" ? "For agents only." : error.code}</p>;
  return (
    <section aria-label="Desk" style={{ padding: 16 }}>
      <h2 style={{ margin: 0 }}>
        Waiting: {queued.length} ({status})
      </h2>
      <ul data-testid="waiting">
        {queued.map((ticket) => (
          <Ticket key={ticket.conversationId} ticket={ticket}>
            <button type="button" onClick={() => void take(ticket.conversationId)}>
              Take
            </button>
          </Ticket>
        ))}
      </ul>
      <h2 style={{ margin: 0 }}>Mine: {mine.length}</h2>
      <ul data-testid="mine">
        {mine.map((ticket) => (
          <Ticket key={ticket.conversationId} ticket={ticket}>
            <button type="button" onClick={() => void release(ticket.conversationId)}>
              Give back
            </button>{" "}
            <button type="button" onClick={() => void close(ticket.conversationId)}>
              Done
            </button>
          </Ticket>
        ))}
      </ul>
    </section>
  );
}

async function two({ server }: Stage): Promise<void> {
  await server.as("binh").support.start("billing");
  await server.as("binh").send("support:binh", "I was charged twice");
  await server.as("chi").support.start("technical");
}

const meta: Meta<typeof Desk> = {
  title: "Hooks/useSupportQueue",
  component: Desk,
  parameters: { lobby: { conversations: [], roles: { an: ["agent"] }, prepare: (stage: Stage) => void two(stage) } },
};
export default meta;

type Story = StoryObj<typeof Desk>;

export const DeskOfYourOwn: Story = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("Waiting: 2 (live)");
    await waitFor(() => expect(canvas.getByTestId("waiting")).toHaveTextContent("billing, 1 unread"));
    const [take] = canvas.getAllByRole("button", { name: "Take" });
    if (take !== undefined) await userEvent.click(take);
    await canvas.findByText("Mine: 1");
    await server.as("binh").send("support:binh", "Are you there?");
    await waitFor(() => expect(canvas.getByTestId("mine")).toHaveTextContent("billing, 2 unread"));
    await userEvent.click(canvas.getByRole("button", { name: "Done" }));
    await canvas.findByText("Mine: 0");
    await canvas.findByText("Waiting: 1 (live)");
  },
};

/** Who is no agent is told so. */
export const Refused: Story = {
  parameters: { lobby: { roles: { an: [] } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("For agents only.");
  },
};
