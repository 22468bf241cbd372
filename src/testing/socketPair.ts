import type { Environment } from "../client/environment.js";
import type { TransportFactory } from "../protocols/transport.js";
import { createNetwork, type MockNetwork, type NetworkConditions } from "./network.js";
import { pairTransport } from "./pairTransport.js";
import { createRandom } from "./random.js";
import type { Accept } from "./serverEnd.js";

/** Two ends of a socket in one process. */
export interface SocketPair {
  /** For `createLobby`: every transport it makes is one more client of the server. */
  readonly transport: TransportFactory;
  readonly network: MockNetwork;
}

/** What a pair needs. */
export interface SocketPairOptions {
  readonly environment: Environment;
  /** The server: takes a connection, or says why not. */
  readonly accept: Accept;
  readonly network?: NetworkConditions;
  /** Of jitter and loss; 1. */
  readonly seed?: number | string;
}

/**
 * Makes sockets without a network: the client's `Transport` at one end, `accept` at the other, and between them the network's latency and faults.
 * Payloads go through JSON, so that neither end sees the other's objects. With a virtual environment a run repeats exactly.
 *
 * It knows nothing of what is said on it, so a server of any protocol can be put at its end; {@link createMockServer} puts the native one there.
 */
export function createSocketPair({
  environment,
  accept,
  network: conditions,
  seed = 1,
}: SocketPairOptions): SocketPair {
  const inside = createNetwork(createRandom(seed), conditions);
  return { transport: pairTransport({ environment, inside, accept }), network: inside.network };
}
