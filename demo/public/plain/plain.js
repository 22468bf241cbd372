// A livestream's page without a framework: everything it knows and does comes from one class of lobbykit.global.js.

const { LivestreamRoom } = window.lobbykit;

const roomId = "live-react";
const part = (id) => document.getElementById(id);
const states = {
  idle: "Not connected",
  connecting: "Connecting…",
  syncing: "Connecting…",
  live: "Connected",
  reconnecting: "Connection lost, trying again…",
  offline: "No network",
  "auth-failed": "Not let in",
  closed: "Closed",
};
const becomings = { queued: "waits", sending: "sending…", unconfirmed: "sent?", failed: "not sent", lost: "lost" };
const names = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

start();

async function start() {
  const visitor = async () => (await fetch("/api/visitor")).json();
  const { user } = await visitor();
  const room = new LivestreamRoom({
    url: location.origin,
    user,
    auth: async () => (await visitor()).token,
    roomId,
    notifications: false,
  });

  /** Draws what has changed: parts that did not are the objects they were. */
  let before = {};
  const draw = (view) => {
    const last = before;
    before = view;
    if (view.connection !== last.connection) drawStatus(view.connection);
    if (view.room !== last.room || view.viewers !== last.viewers) drawRoom(view);
    if (view.chat !== last.chat) drawChat(view.chat);
    if (view.gifts !== last.gifts || view.room !== last.room) drawGifts(view.gifts, view.room.info.hostId);
    if (view.support !== last.support) drawDesk(view.support);
  };

  const drawStatus = ({ status }) => {
    part("status").textContent = states[status];
    part("status").dataset.status = status;
  };

  const drawRoom = ({ room: { info, stream, roster, memberCount }, viewers }) => {
    part("title").textContent = stream?.title ?? info.title ?? "Sen";
    part("live").hidden = stream?.live !== true;
    part("viewers").hidden = viewers.count === null;
    part("viewers").textContent = `${viewers.count} watching`;
    part("viewers").toggleAttribute("data-stale", viewers.asOf !== null);
    const some = roster.slice(0, 3).map(({ name, id }) => name ?? id);
    const more = (memberCount ?? roster.length) - some.length;
    part("people").textContent =
      some.length === 0 ? "" : `Here: ${some.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  };

  const rows = keyed(part("messages"), messageRow);
  const drawChat = (chat) => {
    const list = part("messages");
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    const fromEnd = list.scrollHeight - list.scrollTop;
    rows(chat.messages);
    list.scrollTop = atEnd ? list.scrollHeight : list.scrollHeight - fromEnd;
    part("older").hidden = !chat.hasOlder;
    const who = chat.typing.map(({ userName, userId }) => userName ?? userId);
    part("typing").textContent =
      who.length === 0 ? "" : who.length === 1 ? `${who[0]} is typing…` : "Several people are typing…";
    waitUntil(chat.nextMessageAt);
    room.live.markRead();
  };

  let ticking;
  /** The server takes no more for a moment: the button says for how long. What is sent all the same waits, and goes by itself. */
  const waitUntil = (at) => {
    clearInterval(ticking);
    const tick = () => {
      const seconds = at === null ? 0 : Math.ceil((at - Date.now()) / 1_000);
      part("send").textContent = seconds > 0 ? `${seconds} s` : "Send";
      if (seconds <= 0) clearInterval(ticking);
    };
    tick();
    if (at !== null) ticking = setInterval(tick, 250);
  };

  const shop = keyed(part("gifts"), giftButton);
  const drawGifts = ({ catalogue, balance, showing, pending }, hostId) => {
    const cannot = ({ price }) => hostId === undefined || hostId === user.id || (balance !== null && price > balance);
    shop(catalogue.map((gift) => ({ ...gift, key: gift.id, cannot: cannot(gift), hostId })));
    const failed = pending.at(-1)?.status === "failed";
    part("balance").textContent =
      balance === null ? "" : `${balance} coins${failed ? " · the last gift was not charged" : ""}`;
    part("gift").hidden = showing === null;
    if (showing === null) return;
    part("gift").dataset.animation = showing.animation;
    part("gift-what").textContent = showing.quantity > 1 ? `${showing.name} ×${showing.quantity}` : showing.name;
    part("gift-who").textContent = `from ${showing.senderName ?? showing.senderId}`;
  };

  const desk = keyed(part("desk-messages"), messageRow);
  const drawDesk = ({ messages, ticket }) => {
    desk(messages);
    const waits = { queued: "Somebody will be with you soon.", taken: `${ticket?.agent?.name ?? "Somebody"} is here.` };
    part("desk-state").textContent = waits[ticket?.status] ?? "They answer here. Nobody else reads it.";
    part("ask").toggleAttribute("data-open", ticket !== null && ticket.status !== "closed");
  };

  function messageRow(row, { key, body, own, senderName, senderId, createdAt, status }) {
    row.className = body.kind === "gift" || body.kind === "system" ? "line" : own ? "own" : "theirs";
    const who = element("b", senderName ?? senderId);
    const said = element("span", body.text ?? body.url);
    const when = element("small", becomings[status] ?? names.format(createdAt));
    row.replaceChildren(...(row.className === "line" ? [who, " ", said] : own ? [said, when] : [who, said, when]));
    when.className = status === "failed" ? "bad" : "when";
    if (status !== "failed") return;
    row.append(
      action("Try again", () => room.live.retry(key)),
      action("Delete", () => room.live.discard(key)),
    );
  }

  function giftButton(item, { id, name, price, cannot, hostId }) {
    const button = item.firstElementChild ?? item.appendChild(document.createElement("button"));
    button.type = "button";
    button.disabled = cannot;
    button.onclick = () => room.live.sendGift({ giftId: id, quantity: 1, receiverId: hostId });
    button.replaceChildren(element("b", name), element("small", `${price}`));
  }

  part("composer").onsubmit = (event) => {
    event.preventDefault();
    const text = part("text").value.trim();
    if (text === "") return;
    room.send(text);
    part("text").value = "";
    part("messages").scrollTop = part("messages").scrollHeight;
  };
  part("text").oninput = () => room.live.setTyping(part("text").value !== "");
  part("older").onclick = () => room.live.loadOlder();
  part("clear").onclick = () => room.live.clearHistory();
  part("ask").onclick = () => part("desk").showModal();
  part("desk-composer").onsubmit = (event) => {
    event.preventDefault();
    room.live.askAdmin(part("desk-text").value, "livestream");
    part("desk-text").value = "";
  };

  room.on("change", draw);
  room.join();
  draw(room.view);
}

/** Keeps a list's elements by key: only rows of other objects are written anew. */
function keyed(list, write) {
  const known = new Map();
  return (things) => {
    const here = new Set(things.map(({ key }) => key));
    for (const [key, { row }] of known)
      if (!here.has(key)) {
        row.remove();
        known.delete(key);
      }
    let next = list.firstElementChild;
    for (const thing of things) {
      const held = known.get(thing.key) ?? { row: document.createElement("li"), thing: null };
      if (held.thing !== thing) write(held.row, thing);
      known.set(thing.key, { row: held.row, thing });
      if (held.row === next) next = next.nextElementSibling;
      else list.insertBefore(held.row, next);
    }
  };
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function action(text, run) {
  const button = element("button", text);
  button.type = "button";
  button.className = "quiet again";
  button.onclick = run;
  return button;
}
