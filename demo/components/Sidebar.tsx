"use client";

import { ConversationList, LiveConversationItem } from "lobbykit";
import { useState } from "react";
import { pathOf, selectedBy } from "../lib/paths";
import { PlusIcon } from "./icons";
import { useWords } from "./Language";
import { useNavigation } from "./Navigation";
import { NewChat } from "./NewChat";

const components = { Item: LiveConversationItem };

/** All conversations, and the way to a new one. */
export function Sidebar({ myId }: { readonly myId: string }) {
  const words = useWords();
  const { pathname, push } = useNavigation();
  const [choosing, setChoosing] = useState(false);
  return (
    <section className="sidebar" aria-label={words.messages}>
      <header className="sidebar-head">
        <h1>{words.messages}</h1>
        <button
          type="button"
          className="quiet"
          aria-label={words.newChat}
          title={words.newChat}
          onClick={() => setChoosing(true)}
        >
          <PlusIcon />
        </button>
      </header>
      <ConversationList
        components={components}
        selectedId={selectedBy(pathname, myId)}
        onSelect={(conversationId) => push(pathOf(conversationId, myId))}
      />
      {choosing && <NewChat onClose={() => setChoosing(false)} />}
    </section>
  );
}
