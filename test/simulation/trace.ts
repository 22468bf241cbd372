import type { TransportFactory } from "../../src/protocols/transport.js";

/** Wraps a transport so that everything on the wire is told, for reading what happened in a failing seed. */
export function traced(factory: TransportFactory, name: string, tell: (line: string) => void): TransportFactory {
  return (target, handlers) => {
    const show = (value: unknown) => JSON.stringify(value)?.slice(0, 300);
    const transport = factory(target, {
      onOpen: () => {
        tell(`${name} open`);
        handlers.onOpen();
      },
      onRefused: (error) => {
        tell(`${name} refused: ${error.message}`);
        handlers.onRefused(error);
      },
      onClose: (reason) => {
        tell(`${name} closed: ${reason}`);
        handlers.onClose(reason);
      },
      onEvent: (event, payload) => {
        tell(`${name} ← ${event} ${show(payload)}`);
        handlers.onEvent(event, payload);
      },
    });
    return {
      connect(auth) {
        tell(`${name} connects`);
        transport.connect(auth);
      },
      disconnect() {
        tell(`${name} disconnects`);
        transport.disconnect();
      },
      emit(event, payload) {
        tell(`${name} → ${event} ${show(payload)}`);
        transport.emit(event, payload);
      },
      async request(event, payload, timeoutMs) {
        tell(`${name} → ${event} ${show(payload)}`);
        try {
          const answer = await transport.request(event, payload, timeoutMs);
          tell(`${name} ← answer to ${event} ${show(answer)}`);
          return answer;
        } catch (error) {
          tell(`${name} ← no answer to ${event}: ${(error as { kind?: string }).kind}`);
          throw error;
        }
      },
      get raw() {
        return transport.raw;
      },
    };
  };
}
