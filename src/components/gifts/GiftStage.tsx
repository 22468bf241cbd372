"use client";

import { type ComponentPropsWithoutRef, forwardRef, useEffect, useMemo, useRef } from "react";
import type { Gift } from "../../contract/gifts.js";
import type { GiftTarget } from "../../react/gifts/giftTarget.js";
import { useGifts } from "../../react/gifts/useGifts.js";
import { useLobby } from "../../react/useLobby.js";
import { cx } from "../cx.js";
import { lazyPart } from "../lazyPart.js";
import { useLeaving } from "../useLeaving.js";
import { useReducedMotion } from "../useReducedMotion.js";
import { GiftCaption, GiftCard } from "./GiftCard.js";
import type { GiftSceneProps } from "./GiftScene.js";
import { giftArt } from "./giftArtPart.js";
import type { Shown } from "./giftScheduler.js";
import { useComposerFoot } from "./useComposerFoot.js";
import { useFreshGifts } from "./useFreshGifts.js";
import { useGiftAnnouncer } from "./useGiftAnnouncer.js";
import { useGiftStage } from "./useGiftStage.js";

export interface GiftStageProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** Where the gifts are given. */
  readonly target: GiftTarget;
  /** A giver's picture, where the app knows it; the initials stand in. */
  readonly avatarOf?: ((userId: string) => string | undefined) | undefined;
}

/**
 * Shows gifts as they are given, over what it stands in: the element around it needs `position: relative`. Small gifts as cards at its start, three at most; dear ones
 * full-bleed, one after the other; the same gift by the same person counts up. The reader's own come first and are never left out; when more than 50 wait, the cheapest
 * are put together. Nothing moves where less motion is asked for: every gift is a card then. It takes no clicks, ends above a composer, rests while the page is hidden,
 * and tells screen readers of gifts once, at most once a second.
 *
 * State: `data-state` `idle` or `showing`; `data-conversation`.
 */
export const GiftStage = forwardRef<HTMLDivElement, GiftStageProps>(function GiftStage({ target, ...rest }, ref) {
  const { recent, catalogue, conversationId } = useGifts(target);
  const userId = useLobby().user?.id ?? null;
  const pictures = useMemo(() => new Map(catalogue.map(({ id, imageUrl }) => [id, imageUrl])), [catalogue]);
  return (
    <GiftStageView
      // Another conversation is another stage: nothing of the old one is played in it.
      key={conversationId}
      {...rest}
      ref={ref}
      gifts={recent}
      userId={userId}
      pictures={pictures}
      data-conversation={conversationId ?? undefined}
    />
  );
});

/** Props of {@link GiftStageView}. */
export interface GiftStageViewProps extends Omit<GiftStageProps, "target"> {
  /** Newest last; those that are there at first are not shown. */
  readonly gifts: readonly Gift[];
  readonly userId: string | null;
  /** The catalogue's own pictures of gifts, by id. */
  readonly pictures: ReadonlyMap<string, string | undefined>;
}

const scene = /* @__PURE__ */ lazyPart<GiftSceneProps>(
  () => import("./GiftScene.js").then(({ GiftScene }) => GiftScene),
  // Who gave what is told even where the animation can't be had.
  ({ children }) => <div className="lobby-gift-hero">{children}</div>,
);

/** The stage without its data: everything comes in by props. */
export const GiftStageView = forwardRef<HTMLDivElement, GiftStageViewProps>(function GiftStageView(
  { gifts, userId, pictures, avatarOf, className, ...rest },
  ref,
) {
  const still = useReducedMotion();
  const { stage, add } = useGiftStage(userId, still);
  const { said, announce } = useGiftAnnouncer(userId);
  useFreshGifts(gifts, (fresh) => {
    add(fresh);
    announce(fresh);
  });
  const inner = useRef<HTMLDivElement>(null);
  const showing = stage.cards.length + stage.queue.length > 0 || stage.scene !== null;
  const foot = useComposerFoot(inner, showing);
  // Fetched before the first gift: it is over in seconds.
  useEffect(() => {
    void giftArt.preload();
    if (!still) void scene.preload();
  }, [still]);
  const pictureOf = ({ gift }: Shown) => pictures.get(gift.giftId);
  const shown = stage.scene;
  return (
    <div ref={ref} {...rest} className={cx("lobby-gift-stage", className)} data-state={showing ? "showing" : "idle"}>
      <span className="lobby-sr" role="status">
        {said}
      </span>
      <div ref={inner} className="lobby-gift-frame" style={foot} aria-hidden="true">
        {shown !== null && (
          <scene.Part key={shown.key} gift={{ ...shown.gift, imageUrl: pictureOf(shown) }}>
            <GiftCaption act={shown} avatarUrl={avatarOf?.(shown.gift.senderId)} />
          </scene.Part>
        )}
        <div className="lobby-gift-lane">
          {[2, 1, 0].map((place) => {
            const card = stage.cards.find((one) => one.place === place);
            return (
              <Place
                key={place}
                card={card}
                imageUrl={card && pictureOf(card)}
                avatarUrl={card && avatarOf?.(card.gift.senderId)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
});

interface PlaceProps {
  readonly card: Shown | undefined;
  readonly imageUrl: string | undefined;
  readonly avatarUrl: string | undefined;
}

/** One of the places for cards. The last card stays until it has left. */
function Place(props: PlaceProps) {
  const last = useRef(props);
  if (props.card !== undefined) last.current = props;
  const { mounted, onLeft } = useLeaving(props.card !== undefined);
  const { card, imageUrl, avatarUrl } = last.current;
  return (
    <div className="lobby-gift-place" onAnimationEnd={onLeft}>
      {mounted && card !== undefined && (
        <GiftCard
          key={card.key}
          act={card}
          imageUrl={imageUrl}
          avatarUrl={avatarUrl}
          leaving={props.card === undefined}
        />
      )}
    </div>
  );
}
