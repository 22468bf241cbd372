import type { Meta, StoryObj } from "@storybook/react-vite";
import { SupportConsole } from "lobbykit";
import { en } from "lobbykit/locales/en";
import type { Puppet } from "lobbykit/testing";
import { expect, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, stageOf, until } from "../../.storybook/stage.js";

/** Four who wait, one of mine, one of Lan's, one closed. */
const busyDay = async ({ server }: Stage) => {
  const ask = async (who: string, topic: string, ...words: readonly string[]): Promise<Puppet> => {
    const person = server.as(who);
    await person.support.start(topic);
    for (const text of words) await person.send(`support:${who}`, text);
    return person;
  };
  await ask("binh", "billing", "I was charged twice for the course on statistics.", "Could you have a look?");
  await ask("chi", "technical", "The video of lesson 3 stops after ten seconds");
  await ask("dung", "general", "Hello");
  await ask(
    "giang",
    "certificate",
    "Where do I find my certificate? I have finished everything, and the page only says “soon”.",
  );
  await ask("hoa", "account", "I can't change my address");
  await ask("khanh", "billing", "Thanks!");
  await ask("minh", "general", "Is there a course on Fridays?");
  const [an, lan] = [server.as("an"), server.as("lan")];
  await an.support.take("support:hoa");
  await an.send("support:hoa", "Which address do you mean?");
  await server.as("hoa").send("support:hoa", "The one for invoices");
  await lan.support.take("support:minh");
  await lan.support.take("support:khanh");
  await lan.support.close("support:khanh");
};

const onStage = (lobby: StageParameters = {}, frame?: { width?: number | string; height?: number }) => ({
  lobby: {
    conversations: [],
    roles: { an: ["agent"], lan: ["agent"] },
    prepare: (stage: Stage) => void busyDay(stage),
    ...lobby,
  },
  frame: { height: 640, width: 1100, ...frame },
});

const meta: Meta<typeof SupportConsole> = {
  title: "Support/SupportConsole",
  component: SupportConsole,
  args: { style: { height: "100%" } },
  parameters: onStage(),
};
export default meta;

type Story = StoryObj<typeof SupportConsole>;

const settled = async (canvasElement: HTMLElement, count = 4) =>
  waitFor(() => expect(canvasElement.querySelectorAll("[data-id] .lobby-ticket").length).toBe(count));

export const Queue: Story = {
  play: async ({ canvasElement }) => {
    await settled(canvasElement);
  },
};

/** Take the one who waits longest, answer, close. */
export const TakeAndAnswer: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    await settled(canvasElement);
    await step("Choose with the keyboard", async () => {
      const [first] = canvasElement.querySelectorAll<HTMLElement>("[data-id] .lobby-ticket");
      first?.focus();
      await userEvent.keyboard("{ArrowDown}{ArrowUp}{Enter}");
      await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-row").length).toBe(2));
      await expect(canvas.queryByRole("textbox")).toBeNull();
    });
    await step("Take", async () => {
      const [take] = canvas.getAllByRole("button", { name: en.support.take });
      if (take) await userEvent.click(take);
      await userEvent.type(await canvas.findByRole("textbox"), "Let me look that up{enter}");
      await canvas.findByText("Let me look that up");
      await settled(canvasElement, 3);
    });
    await step("Close", async () => {
      await userEvent.click(canvas.getByRole("button", { name: en.support.close }));
      await until(
        () =>
          stageOf({ loaded }).lobby.store.getState().lobby.support?.queue.tickets["support:binh"]?.status === "closed",
      );
      await canvas.findByRole("button", { name: en.support.takeAgain });
    });
  },
};

/** One of one's own, with what is known of the visitor. */
export const Mine: Story = {
  args: { selectedId: "support:hoa" },
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(await canvas.findByRole("button", { name: new RegExp(`^${en.support.filters.mine}`) }));
    await settled(canvasElement, 1);
    await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-row").length).toBe(3));
  },
};

/** One that another agent has: to be read, not to be written in. */
export const AnothersOne: Story = {
  args: { selectedId: "support:minh" },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("button", { name: new RegExp(`^${en.support.filters.others}`) }));
  },
};

/** Somebody else took it a moment before. */
export const AnotherWasFaster: Story = {
  args: { selectedId: "support:binh" },
  play: async ({ canvas, canvasElement, loaded }) => {
    const { server, lobby } = stageOf({ loaded });
    await settled(canvasElement);
    server.network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    await server.as("lan").support.take("support:binh");
    if (lobby.store.getState().lobby.support?.queue.tickets["support:binh"]?.status === "queued") {
      const [take] = await canvas.findAllByRole("button", { name: en.support.take });
      if (take) await userEvent.click(take);
      await canvas.findByText(en.support.conflict);
    }
  },
};

/** A new request comes while one looks. */
export const Arriving: Story = {
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await settled(canvasElement);
    await stage.server.as("oanh").support.start("technical");
    await stage.server.as("oanh").send("support:oanh", "The page stays white");
    await settled(canvasElement, 5);
  },
};

export const Filtered: Story = {
  play: async ({ canvas, canvasElement }) => {
    await settled(canvasElement);
    await userEvent.selectOptions(canvas.getByRole("combobox"), "technical");
    await settled(canvasElement, 1);
  },
};

export const Empty: Story = {
  parameters: onStage({ prepare: () => {} }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.support.none.queued);
  },
};

export const NoneOfMine: Story = {
  parameters: onStage({ prepare: () => {} }),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("button", { name: en.support.filters.mine }));
    await canvas.findByText(en.support.noneMineText);
  },
};

export const Loading: Story = { parameters: onStage({ prepare: ({ server }) => server.network.blackhole() }) };

/** The connection is lost: what is shown may be old. */
export const Stale: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await settled(canvasElement);
    stageOf({ loaded }).server.network.disconnect();
    await canvas.findByText(en.support.stale);
  },
};

/** For who is no agent. */
export const Forbidden: Story = {
  // Parameters are merged with those of all: what is left out would stay.
  parameters: onStage({ roles: { an: [] }, prepare: () => {} }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.support.forbidden);
  },
};

const chosen: Story["play"] = async ({ canvasElement }) => {
  await settled(canvasElement);
  await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-row").length).toBeGreaterThan(0));
};

export const Dark: Story = { args: { selectedId: "support:binh" }, globals: { theme: "dark" }, play: chosen };
export const Arabic: Story = { args: { selectedId: "support:binh" }, globals: { locale: "ar" }, play: chosen };
export const Vietnamese: Story = { args: { selectedId: "support:binh" }, globals: { locale: "vi" }, play: chosen };
export const Tablet: Story = {
  args: { selectedId: "support:binh" },
  parameters: onStage({}, { width: 760 }),
  play: chosen,
};

/** One column at a time, and the ways between them. */
export const Phone390: Story = {
  parameters: onStage({}, { width: 390 }),
  play: async ({ canvas, canvasElement, step }) => {
    await settled(canvasElement);
    await step("To the conversation", async () => {
      const [first] = canvasElement.querySelectorAll<HTMLElement>("[data-id] .lobby-ticket");
      if (first) await userEvent.click(first);
      const back = await canvas.findByRole("button", { name: en.support.back });
      await waitFor(() => expect(back).toHaveFocus());
    });
    await step("To the visitor and back", async () => {
      await userEvent.click(await canvas.findByRole("button", { name: en.support.about }));
      await userEvent.click(await canvas.findByRole("button", { name: en.support.back }));
      await userEvent.click(await canvas.findByRole("button", { name: en.support.back }));
      await settled(canvasElement);
    });
  },
};
export const PhoneQueue: Story = { parameters: onStage({}, { width: 320 }) };
