import { act, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { AwaitNetwork, lazyPart } from "../../src/components/lazyPart.js";

const Words = ({ text }: { readonly text: string }) => <p>{text}</p>;
const Waiting = ({ text, onRetry }: { readonly text: string; readonly onRetry?: () => void }) =>
  onRetry ? (
    <button type="button" onClick={onRetry}>
      Try again with {text}
    </button>
  ) : (
    <p>waiting for {text}</p>
  );

test("stands in with its placeholder until its code is there", async () => {
  let arrive = () => {};
  const part = lazyPart(
    () =>
      new Promise<typeof Words>((resolve) => {
        arrive = () => resolve(Words);
      }),
    Waiting,
  );
  render(
    <StrictMode>
      <part.Part text="tea" />
    </StrictMode>,
  );
  expect(screen.getByText("waiting for tea")).toBeVisible();
  await act(async () => arrive());
  expect(await screen.findByText("tea")).toBeVisible();
});

test("whose code can't be had breaks nothing, and offers to try again as often as it takes", async () => {
  let attempts = 0;
  const part = lazyPart(() => {
    attempts += 1;
    return attempts < 3 ? Promise.reject(new Error("offline")) : Promise.resolve(Words);
  }, Waiting);
  render(
    <>
      <part.Part text="tea" />
      <p>the rest</p>
    </>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Try again with tea" }));
  await user.click(await screen.findByRole("button", { name: "Try again with tea" }));
  expect(await screen.findByText("tea")).toBeVisible();
  expect(screen.getByText("the rest")).toBeVisible();
  expect(attempts).toBe(3);
});

test("is drawn at once where its code was fetched before, on the server too", async () => {
  const part = lazyPart(() => Promise.resolve(Words), Waiting);
  expect(await part.preload()).toBe(true);
  expect(renderToString(<part.Part text="tea" />)).toContain("<p>tea</p>");
  render(<part.Part text="tea" />);
  expect(screen.getByText("tea")).toBeVisible();
});

test("says whether its code could be fetched", async () => {
  const part = lazyPart<{ readonly text: string }>(() => Promise.reject(new Error("offline")), Waiting);
  expect(await part.preload()).toBe(false);
});

test("of which nothing shows asks again by itself when the network is back", async () => {
  let attempts = 0;
  const part = lazyPart(() => {
    attempts += 1;
    return attempts === 1 ? Promise.reject(new Error("offline")) : Promise.resolve(Words);
  }, AwaitNetwork);
  const { container } = render(<part.Part text="tea" />);
  await act(async () => {});
  expect(container.textContent).toBe("");
  await act(async () => window.dispatchEvent(new Event("online")));
  expect(await screen.findByText("tea")).toBeVisible();
  expect(attempts).toBe(2);
});
