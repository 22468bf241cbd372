import { type BareMessage, onBareMessage } from "./bareSocket.js";
import { measure, typingField } from "./measure.js";

/** The floor: receives, decodes, does nothing. */
let newest: BareMessage | undefined;
measure({ newest: () => newest?.body.text ?? "" });
typingField();
onBareMessage((message) => {
  newest = message;
});
