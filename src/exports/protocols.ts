export { defineProtocol, type ProtocolDefinition } from "../protocols/defineProtocol.js";
export { elearning } from "../protocols/elearning/elearning.js";
export { native } from "../protocols/native/native.js";
export {
  type Capabilities,
  type ConnectOptions,
  type ConversationsInput,
  type Decoded,
  type Emission,
  type Encoded,
  type GuaranteeLevel,
  guaranteeLevel,
  type HistoryInput,
  type HttpCall,
  type HttpQuery,
  type HttpRequest,
  type Malformed,
  malformed,
  type Protocol,
  type ProtocolContext,
} from "../protocols/protocol.js";
