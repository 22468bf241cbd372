import type { ReactNode } from "react";
import { RushProvider } from "../../components/Rush";

/** Pages with a chat each, of two different layouts and so of two providers. */
const paths = [
  "/chat/room/react-k12",
  "/chat/with/lan",
  "/courses/ielts-speaking",
  "/chat/with/sarah",
  "/live/live-react",
  "/chat/room/sanh-chung",
  "/chat",
  "/chat/room/portfolio",
];

export default function SchoolLayout({ children }: { readonly children: ReactNode }) {
  return <RushProvider paths={paths}>{children}</RushProvider>;
}
