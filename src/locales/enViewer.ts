import type { ViewerWords } from "./locale.js";

/** English of the picture viewer: comes with its code. */
export const enViewer: ViewerWords = {
  photoOriginal: "Open original",
  photoPrevious: "Previous photo",
  photoNext: "Next photo",
  photoCount: (index, count) => `Photo ${index} of ${count}`,
};
