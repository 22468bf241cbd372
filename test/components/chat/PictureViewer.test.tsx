import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ChatRoom, type ChatRoomProps } from "../../../src/components/chat/ChatRoom.js";
import { ar } from "../../../src/locales/ar.js";
import type { Locale } from "../../../src/locales/locale.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "./aServer.js";

const image = (name: string, host = "img.test", text?: string) =>
  ({ kind: "image", url: `https://${host}/${name}.png`, width: 600, height: 400, ...(text ? { text } : {}) }) as const;

// Fetched before, so that it is there within the press that opens it.
beforeAll(async () => {
  await import("../../../src/components/chat/PictureViewer.js");
});

// jsdom has no modal dialogs: the part then opens the element itself. What a browser adds to that is tested by the story.
async function renderPictures(props: Partial<ChatRoomProps> = {}, locale?: Locale) {
  const server = aServer({
    conversations: [
      {
        id: "direct:an:binh",
        messages: [
          { from: "binh", body: image("one", "img.test", "The hut") },
          { from: "binh", body: "What do you say?" },
          { from: "binh", body: image("hidden", "tracker.test") },
          { from: "an", body: image("two") },
          { from: "binh", body: image("three") },
        ],
      },
    ],
  });
  const result = await renderWithLobby(<ChatRoom recipientId="binh" imageHosts={["img.test"]} {...props} />, {
    server,
    ...(locale ? { locale } : {}),
  });
  const user = userEvent.setup();
  const thumbnail = (name: string) =>
    waitFor(() => {
      const found = result.container.querySelector<HTMLElement>(`a.lobby-image[href="https://img.test/${name}.png"]`);
      if (found === null) throw new Error(`The picture ${name} is not drawn yet.`);
      return found;
    });
  const open = async (name: string) => {
    const link = await thumbnail(name);
    await user.click(link);
    return { link, dialog: await screen.findByRole("dialog") };
  };
  const shown = () => screen.getByRole("dialog").querySelector(".lobby-viewer-picture img")?.getAttribute("src");
  return { ...result, user, thumbnail, open, shown };
}

describe("a press on a picture", () => {
  test("shows it large, with who sent it, its caption, and the original to open, and tells its host nothing", async () => {
    const { open } = await renderPictures();
    const { dialog } = await open("one");
    expect(dialog).toHaveAccessibleName("Photo from Bình");
    const picture = within(dialog).getByRole("img", { name: "The hut" });
    expect(picture).toHaveAttribute("src", "https://img.test/one.png");
    expect(picture).toHaveAttribute("referrerpolicy", "no-referrer");
    expect(within(dialog).getByText("Bình")).toBeInTheDocument();
    expect(within(dialog).getByText("The hut")).toBeInTheDocument();
    const original = within(dialog).getByRole("link", { name: /Open original/ });
    expect(original).toHaveAttribute("href", "https://img.test/one.png");
    expect(original).toHaveAttribute("rel", expect.stringContaining("noopener noreferrer"));
  });

  test("with Ctrl held is the browser's own: a new tab", async () => {
    const { thumbnail } = await renderPictures();
    const link = await thumbnail("one");
    // jsdom can't navigate, and would say so.
    link.addEventListener("click", (event) => event.preventDefault());
    fireEvent.click(link, { ctrlKey: true });
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("closing", () => {
  test.each<[string, (user: ReturnType<typeof userEvent.setup>, dialog: HTMLElement) => Promise<unknown>]>([
    ["Escape", (user) => user.keyboard("{Escape}")],
    ["the button", (user, dialog) => user.click(within(dialog).getByRole("button", { name: "Close" }))],
    [
      "a press beside the picture",
      (user, dialog) => user.click(dialog.querySelector(".lobby-viewer-stage") as HTMLElement),
    ],
    [
      "a swipe down",
      async (_, dialog) => {
        const stage = dialog.querySelector(".lobby-viewer-stage") as HTMLElement;
        const touch = { pointerId: 1, isPrimary: true, pointerType: "touch", button: 0 };
        fireEvent.pointerDown(stage, { ...touch, clientX: 100, clientY: 100 });
        fireEvent.pointerMove(stage, { ...touch, clientX: 104, clientY: 160 });
        fireEvent.pointerMove(stage, { ...touch, clientX: 104, clientY: 260 });
        fireEvent.pointerUp(stage, { ...touch, clientX: 104, clientY: 260 });
      },
    ],
  ])("by %s gives the focus back to the picture", async (_, close) => {
    const { open, user } = await renderPictures();
    const { link, dialog } = await open("one");
    await close(user, dialog);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(link).toHaveFocus();
  });

  test("a press on the picture itself does not", async () => {
    const { open, user } = await renderPictures();
    const { dialog } = await open("one");
    await user.click(within(dialog).getByRole("img", { name: "The hut" }));
    expect(dialog).toHaveAttribute("data-state", "open");
  });

  test("Escape is not heard by what the chat stands in", async () => {
    const { open, user, container } = await renderPictures();
    const heard: string[] = [];
    await open("one");
    container.addEventListener("keydown", ({ key }) => heard.push(key));
    const outside: string[] = [];
    const listener = ({ key, defaultPrevented }: KeyboardEvent) => outside.push(`${key} ${defaultPrevented}`);
    document.addEventListener("keydown", listener);
    await user.keyboard("{Escape}");
    document.removeEventListener("keydown", listener);
    expect([...heard.filter((key) => key !== "Escape"), ...outside.filter((each) => each !== "Escape true")]).toEqual(
      [],
    );
  });
});

describe("the other pictures of the conversation", () => {
  test("are turned to by buttons and arrow keys; those that the reader has not asked for are not among them", async () => {
    const { open, user, shown } = await renderPictures();
    await open("one");
    expect(screen.getByRole("dialog")).toHaveTextContent("1 / 3");
    expect(screen.queryByRole("button", { name: "Previous photo" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Next photo" }));
    await waitFor(() => expect(shown()).toBe("https://img.test/two.png"));
    expect(screen.getByRole("dialog")).toHaveAccessibleName("Photo from You");
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(shown()).toBe("https://img.test/three.png"));
    expect(screen.queryByRole("button", { name: "Next photo" })).toBeNull();
    await user.keyboard("{ArrowRight}{ArrowLeft}");
    await waitFor(() => expect(shown()).toBe("https://img.test/two.png"));
    expect(within(screen.getByRole("dialog")).getByRole("status")).toHaveTextContent("Photo 2 of 3");
  });

  test("are among them once the reader has asked for one", async () => {
    const { open, user } = await renderPictures();
    await user.click(await screen.findByRole("button", { name: "Show photo" }));
    await open("one");
    expect(screen.getByRole("dialog")).toHaveTextContent("1 / 4");
  });

  test("are turned to from right to left where the writing goes so", async () => {
    const { open, user, shown } = await renderPictures({}, ar);
    await open("one");
    await user.keyboard("{ArrowRight}");
    expect(shown()).toBe("https://img.test/one.png");
    await user.keyboard("{ArrowLeft}");
    await waitFor(() => expect(shown()).toBe("https://img.test/two.png"));
  });

  test("that arrive meanwhile join them, and the one looked at stays", async () => {
    const { open, server, advance, shown } = await renderPictures();
    await open("three");
    await server.as("binh").send("an", image("four"));
    await advance();
    expect(screen.getByRole("dialog")).toHaveTextContent("3 / 4");
    expect(shown()).toBe("https://img.test/three.png");
  });
});

test("a double click enlarges, another one makes it small again, and so do + and −", async () => {
  const { open, user } = await renderPictures();
  const { dialog } = await open("one");
  const stage = dialog.querySelector(".lobby-viewer-stage");
  const picture = within(dialog).getByRole("img", { name: "The hut" });
  await user.dblClick(picture);
  expect(stage).toHaveAttribute("data-zoomed");
  await user.dblClick(picture);
  expect(stage).not.toHaveAttribute("data-zoomed");
  await user.keyboard("+");
  expect(stage).toHaveAttribute("data-zoomed");
  await user.keyboard("-");
  expect(stage).not.toHaveAttribute("data-zoomed");
});

test("a picture that can't be loaded says so", async () => {
  const { open } = await renderPictures();
  const { dialog } = await open("one");
  fireEvent.error(within(dialog).getByRole("img", { name: "The hut" }));
  expect(within(dialog).getByRole("alert")).toHaveTextContent("could not be loaded");
});

describe("where less motion is asked for", () => {
  beforeEach(() => {
    const { matchMedia } = window;
    const reduced = (query: string) => Object.assign(matchMedia(query), { matches: /reduce/.test(query) });
    Object.assign(window, { matchMedia: reduced });
    return () => Object.assign(window, { matchMedia });
  });

  test("it is there and gone at once", async () => {
    const { open, user } = await renderPictures();
    const { dialog } = await open("one");
    expect(dialog.querySelector<HTMLElement>(".lobby-viewer-veil")?.style.opacity).toBe("1");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
