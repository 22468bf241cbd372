"use client";

import { useEffect, useLayoutEffect } from "react";

/** `useLayoutEffect` without React 18's warning on a server, where there is no layout and neither of the two ever runs. */
export const useClientLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;
