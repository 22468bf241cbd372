import "../../src/styles/index.css";
import { personHue } from "../../src/components/personHue.js";
import { type BareMessage, onBareMessage } from "./bareSocket.js";
import { measure, typingField } from "./measure.js";

/**
 * As fast as it gets by hand: the same rows with the same styles, made from a template, as many as the screen shows; each message is put in as it comes, and
 * the scroll position is set once a frame.
 */
const windowRows = 24;
const times = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });
const exact = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });

const root = document.getElementById("root") as HTMLElement;
root.className = "lobby-chat";
root.innerHTML =
  '<div class="lobby-list" data-variant="dense"><div class="lobby-list-scroller"><div class="lobby-list-content"><div class="lobby-list-rows"></div></div></div></div>';
const scroller = root.querySelector(".lobby-list-scroller") as HTMLElement;
const rows = root.querySelector(".lobby-list-rows") as HTMLElement;

const template = document.createElement("template");
template.innerHTML =
  '<div class="lobby-row" data-status="received" data-kind="text" data-variant="dense"><div class="lobby-message"><div class="lobby-message-side"><span class="lobby-avatar" role="img" aria-hidden="true"><span class="lobby-avatar-face" aria-hidden="true"></span></span></div><div class="lobby-message-content"><span class="lobby-message-name"> <span class="lobby-sr">: </span></span> <span class="lobby-text" dir="auto"></span><span class="lobby-message-time"><span class="lobby-meta" data-status="received"><time></time></span></span></div></div></div>';

function rowOf({ senderId, senderName, createdAt, body }: BareMessage): Element {
  const row = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  const hue = String(personHue(senderId));
  const avatar = row.querySelector(".lobby-avatar") as HTMLElement;
  avatar.style.setProperty("--lobby-person", hue);
  avatar.style.setProperty("--lobby-avatar-size", "1.5rem");
  (avatar.firstElementChild as HTMLElement).textContent = senderName.slice(0, 1);
  const name = row.querySelector(".lobby-message-name") as HTMLElement;
  name.style.setProperty("--lobby-person", hue);
  (name.firstChild as Text).data = senderName;
  (row.querySelector(".lobby-text") as HTMLElement).textContent = body.text;
  const time = row.querySelector("time") as HTMLTimeElement;
  time.dateTime = new Date(createdAt).toISOString();
  time.title = exact.format(createdAt);
  time.textContent = times.format(createdAt);
  return row;
}

let waiting = false;
function scrollOnce(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    scroller.scrollTop = scroller.scrollHeight;
  });
}

measure({ newest: () => rows.lastElementChild?.querySelector(".lobby-text")?.textContent ?? "" });
typingField();
onBareMessage((message) => {
  rows.append(rowOf(message));
  if (rows.childElementCount > windowRows) rows.firstElementChild?.remove();
  scrollOnce();
});
