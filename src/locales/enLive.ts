import { enFirst } from "./enFirst.js";
import type { PartLocale } from "./locale.js";

/** English of live data: comes with its code. */
export const enLive: PartLocale<"live"> = {
  ...enFirst,
  live: {
    up: "up",
    down: "down",
    flat: "unchanged",
    asOf: (time) => `as of ${time}`,
    notLive: "The connection is lost. This is how it last was.",
    loadingPrice: "Loading price",
    prices: "Prices",
    pricesError: "Prices can’t be shown.",
    symbol: "Symbol",
    trend: "Trend",
    price: "Price",
    change: "Change",
    volume: "Volume",
    ratingOf: (average, count) => `${average} of 5, ${ratings(count)}`,
    ratings,
    noRatings: "No ratings yet",
    loadingRating: "Loading rating",
    stars: (count) => (count === 1 ? "1 star" : `${enFirst.format.number(count)} stars`),
    share: (stars, percent) => `${stars === 1 ? "1 star" : `${stars} stars`}: ${percent}`,
    yourRating: "Your rating",
    rateFailed: "Your rating was not saved. Try again.",
    comments: "Comments",
    noComments: "No comments yet",
    noCommentsText: "Be the first to say something.",
    commentsError: "The comments could not be loaded",
    loadingComments: "Loading comments",
    newComments: (count) => `${enFirst.format.number(count)} new`,
    showEarlier: "Show earlier comments",
    writeComment: "Write a comment",
    post: "Post",
    posting: "Posting…",
    notPosted: "Not posted.",
    rated: (stars) => `Rated ${stars} of 5`,
  },
};

function ratings(count: number): string {
  return count === 1 ? "1 rating" : `${enFirst.format.number(count)} ratings`;
}
