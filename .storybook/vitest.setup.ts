import { MotionGlobalConfig } from "framer-motion";

// Contrast measured in the middle of a fade is not the contrast a reader sees: under test every animation is at its end.
MotionGlobalConfig.skipAnimations = true;
