import { render, screen } from "@testing-library/react";
import { useReducedMotion } from "framer-motion";
import { useReducer, version } from "react";
import { version as domVersion } from "react-dom";
import { useToasterStore } from "react-hot-toast";
import { FaBell } from "react-icons/fa";
import { Provider, useSelector } from "react-redux";
import { createStore } from "redux";
import { expect, test } from "vitest";

const expected = process.env.LOBBYKIT_REACT === "18" ? "18." : "19.";

test("runs on the React the project is named for", () => {
  expect(version.startsWith(expected)).toBe(true);
  expect(domVersion.startsWith(expected)).toBe(true);
});

test("gives every dependency that uses hooks the same React as the test", () => {
  function Name() {
    const name = useSelector((state: { name: string }) => state.name);
    const [count] = useReducer((value: number) => value + 1, 1);
    const reduced = useReducedMotion() ?? false;
    const { toasts } = useToasterStore();
    return (
      <div data-reduced={reduced} data-toasts={toasts.length}>
        <output>{`${name} ${count}`}</output>
        <FaBell />
      </div>
    );
  }
  const store = createStore(() => ({ name: "Linh" }));
  render(
    <Provider store={store}>
      <Name />
    </Provider>,
  );
  expect(screen.getByRole("status")).toHaveTextContent("Linh 1");
});
