/** Lets a text field be as high as its text, up to the `max-height` that the stylesheet sets. Does nothing where CSS can do it (`field-sizing`). */
export function growToFit(field: HTMLTextAreaElement): void {
  if (typeof CSS !== "undefined" && CSS.supports?.("field-sizing", "content")) return;
  // Shrinking shows only from an automatic height.
  field.style.height = "auto";
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`;
}
