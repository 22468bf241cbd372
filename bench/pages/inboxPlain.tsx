import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Notification } from "../../src/contract/notifications.js";
import { ago, measureFirstItem } from "./firstItem.js";

/** What is written by hand in half an hour: fetched, kept in useState, mapped to a few elements each. No live news, no states, no keys, no icons. */
function useInbox(): readonly Notification[] {
  const [items, setItems] = useState<readonly Notification[]>([]);
  useEffect(() => {
    void fetch("/inbox.json")
      .then((response) => response.json())
      .then(({ notifications }: { notifications: readonly Notification[] }) => setItems(notifications));
  }, []);
  return items;
}

function List({ items }: { readonly items: readonly Notification[] }) {
  return (
    <section>
      <h2>Notifications</h2>
      <ul>
        {items.map(({ id, title, message, href, createdAt }) => (
          <li key={id}>
            <a href={href}>
              <strong className="title">{title}</strong> {message}
            </a>
            <time>{ago.format(Math.floor((createdAt - Date.now()) / 60_000), "minute")}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Inline() {
  return <List items={useInbox()} />;
}

let loaded = () => {};
function Popover() {
  const items = useInbox();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (items.length > 0) loaded();
  }, [items]);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {items.length}
      </button>
      {open && (
        <div style={{ position: "absolute", top: 40, insetInlineEnd: 8, inlineSize: 380 }}>
          <List items={items} />
        </div>
      )}
    </>
  );
}

const mode = location.search.slice(1);
const root = document.getElementById("root") as HTMLElement;
const ready = () => {
  window.inbox.ready = true;
};
if (mode === "opened") {
  measureFirstItem(".title", () => root.querySelector("button")?.click(), 10);
  loaded = () => setTimeout(ready, 100);
  createRoot(root).render(<Popover />);
} else if (mode === "held") {
  let begin = () => {};
  measureFirstItem(".title", () => begin(), 10);
  loaded = () => setTimeout(ready, 100);
  function Page() {
    const items = useInbox();
    const [shown, setShown] = useState(false);
    begin = () => setShown(true);
    useEffect(() => {
      if (items.length > 0) loaded();
    }, [items]);
    return shown && <List items={items} />;
  }
  createRoot(root).render(<Page />);
} else if (mode === "live") {
  let begin = () => {};
  measureFirstItem(".title", () => begin(), 10);
  function Page() {
    const [shown, setShown] = useState(false);
    begin = () => setShown(true);
    return shown && <Inline />;
  }
  createRoot(root).render(<Page />);
  setTimeout(ready, 200);
} else {
  measureFirstItem(".title", () => createRoot(root).render(<Inline />), 10);
  ready();
}
