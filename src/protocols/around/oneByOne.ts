import type { Around } from "../transport.js";

/** How a server that marks messages as read one at a time names them. */
export interface OneByOneOptions {
  /** The event that brings a message. */
  readonly brings: string;
  /** The event that marks one; its payload is `{ messageId }`. */
  readonly marks: string;
  /** Id and author of what was brought; `null` where it has none or can't be read. Must not throw. */
  readonly read: (payload: unknown) => { readonly id: string; readonly from: string } | null;
}

/** Messages that are remembered until they are read; of more the newest. */
const remembered = 500;

/**
 * For servers that know no "read up to here": whoever has read a message has read what the same person wrote before it, so that is marked with it. What came by other ways than this
 * connection, like a history, is not known here.
 */
export function oneByOne({ brings, marks, read }: OneByOneOptions): Around {
  return (inner) => (target, handlers) => {
    let unread: readonly { readonly id: string; readonly from: string }[] = [];
    const line = inner(target, {
      ...handlers,
      onEvent: (event, payload, namespace) => {
        const brought = event === brings ? read(payload) : null;
        if (brought !== null) unread = [...unread, brought].slice(-remembered);
        handlers.onEvent(event, payload, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: line.connect,
      disconnect: line.disconnect,
      request: line.request,
      emit: (event, payload, namespace) => {
        if (event === marks) {
          const { messageId } = payload as { readonly messageId: string };
          const place = unread.findIndex(({ id }) => id === messageId);
          const author = unread[place]?.from;
          const before = unread.filter(({ from }, index) => index < place && from === author);
          unread = unread.filter(({ from }, index) => index > place || from !== author);
          for (const { id } of before) line.emit(event, { messageId: id }, namespace);
        }
        line.emit(event, payload, namespace);
      },
    };
  };
}
