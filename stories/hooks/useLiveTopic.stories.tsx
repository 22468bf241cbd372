import type { Meta, StoryObj } from "@storybook/react-vite";
import { useLiveTopic } from "lobbykit";
import { expect, userEvent } from "storybook/test";
import { type Stage, stageOf } from "../../.storybook/stage.js";

interface Poll {
  readonly question: string;
  readonly votes: Readonly<Record<string, number>>;
}

/** Reads what comes from the network; what it throws at is an error of the topic. */
function readPoll(state: unknown): Poll {
  const poll = state as Partial<Poll> | null;
  if (typeof poll?.question !== "string" || typeof poll.votes !== "object") throw new TypeError("no poll");
  return poll as Poll;
}

/** A poll that everybody in class sees, from `useLiveTopic`: typed by one's own reader, changed by everybody. */
function ClassPoll({ topic }: { readonly topic: string }) {
  const { state, status, version, stale, conflict, change, dismissConflict } = useLiveTopic(topic, {
    validate: readPoll,
  });
  if (state === null) return <p style={{ padding: 16 }}>{status}</p>;
  return (
    <section aria-label="Poll" style={{ display: "grid", gap: 8, padding: 16, justifyItems: "start" }}>
      <p>
        {state.question} ({status}, version {version}
        {stale && ", as it was"})
      </p>
      {Object.entries(state.votes).map(([answer, votes]) => (
        <button
          key={answer}
          type="button"
          onClick={() => void change([{ op: "set", path: ["votes", answer], value: votes + 1 }])}
        >
          {answer}: {votes}
        </button>
      ))}
      {conflict !== null && (
        <p role="alert">
          Somebody was faster: vote again.{" "}
          <button type="button" onClick={dismissConflict}>
            All right
          </button>
        </p>
      )}
    </section>
  );
}

const poll: Poll = { question: "When shall we meet?", votes: { Monday: 2, Friday: 5 } };

const meta: Meta<typeof ClassPoll> = {
  title: "Hooks/useLiveTopic",
  component: ClassPoll,
  args: { topic: "poll" },
  parameters: {
    lobby: {
      conversations: [],
      live: { topics: { mayChange: () => true } },
      prepare: ({ server }: Stage) => void server.topics.set("poll", poll),
    },
  },
};
export default meta;

type Story = StoryObj<typeof ClassPoll>;

export const PollOfYourOwn: Story = {
  play: async ({ canvas, loaded, step }) => {
    const { server } = stageOf({ loaded });
    await step("Others vote", async () => {
      await canvas.findByRole("button", { name: "Monday: 2" });
      await server.topics.patch("poll", [{ op: "set", path: ["votes", "Monday"], value: 3 }]);
      await canvas.findByRole("button", { name: "Monday: 3" });
    });
    await step("And oneself", async () => {
      await userEvent.click(canvas.getByRole("button", { name: "Friday: 5" }));
      await canvas.findByRole("button", { name: "Friday: 6" });
      await canvas.findByText(/live, version 3/);
    });
  },
};

/** Two vote at the same moment: the server's state holds, and says so. */
export const Conflict: Story = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByRole("button", { name: "Monday: 2" });
    server.network.latencyMs = 150;
    await userEvent.click(canvas.getByRole("button", { name: "Friday: 5" }));
    await server.topics.patch("poll", [{ op: "set", path: ["votes", "Friday"], value: 9 }]);
    await canvas.findByRole("alert");
    await canvas.findByRole("button", { name: "Friday: 9" });
    await userEvent.click(canvas.getByRole("button", { name: "All right" }));
    await expect(canvas.queryByRole("alert")).toBeNull();
  },
};

/** What the reader refuses is an error of the topic, and no error of the page. */
export const NotWhatIsExpected: Story = {
  parameters: { lobby: { prepare: ({ server }: Stage) => void server.topics.set("poll", "closed") } },
  play: async ({ canvas }) => {
    await canvas.findByText("error");
  },
};
