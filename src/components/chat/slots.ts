import type { ComponentType, ReactNode } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";

/** What of a chat can be replaced, by name. Each gets what the part it replaces gets; parts without props read `useChatContext` and the hooks. */
export interface ChatComponents {
  readonly Header?: ComponentType;
  readonly MessageList?: ComponentType;
  readonly TypingIndicator?: ComponentType;
  readonly Composer?: ComponentType;
  /** What a message holds, in place of text or picture; the bubble, its row and its meta line stay. */
  readonly MessageBody?: ComponentType<{ readonly message: ChatMessage }>;
  readonly MessageMeta?: ComponentType<{ readonly message: ChatMessage }>;
  readonly SystemLine?: ComponentType<{ readonly message: ChatMessage }>;
  readonly DaySeparator?: ComponentType<{ readonly at: number }>;
  readonly UnreadDivider?: ComponentType;
  readonly Avatar?: ComponentType<{ readonly user: User; readonly size: number }>;
  readonly Empty?: ComponentType;
  readonly Loading?: ComponentType;
  readonly Error?: ComponentType<{ readonly failure: Failure | null; readonly onRetry: () => void }>;
  readonly ScrollToLatest?: ComponentType<{ readonly count: number; readonly onClick: () => void }>;
}

/** A picture that has an address, with its size where it is known. */
export interface StoredPicture {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
}

/** Uploads a picture and answers its address. Rejects when it can't; stops when `signal` aborts. `onProgress` takes 0 to 1. */
export type UploadImage = (
  file: File,
  context: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
) => Promise<string | StoredPicture>;

/** Anything that can stand among a header's actions. */
export type Actions = ReactNode;
