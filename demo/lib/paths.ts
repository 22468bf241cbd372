/** The page of a conversation. */
export function pathOf(conversationId: string, myId: string): string {
  const [kind, first, second] = conversationId.split(":");
  if (kind === "room") return `/chat/room/${first}`;
  return `/chat/with/${first === myId ? second : first}`;
}

/** The conversation of a page; `null` for pages without one. */
export function selectedBy(pathname: string, myId: string): string | null {
  const [, , kind, id] = pathname.split("/");
  if (id === undefined) return null;
  if (kind === "room") return `room:${id}`;
  return kind === "with" ? `direct:${[id, myId].sort().join(":")}` : null;
}
