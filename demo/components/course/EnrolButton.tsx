"use client";

import { useState } from "react";
import { post } from "../../lib/post";
import { CheckIcon } from "../icons";
import { useWords } from "../Language";

/** Buys the course. The server keeps it, and tells the teacher and the team. */
export function EnrolButton({
  courseId,
  free,
  enrolled,
}: {
  readonly courseId: string;
  readonly free: boolean;
  readonly enrolled: boolean;
}) {
  const words = useWords();
  const [state, setState] = useState<"idle" | "buying" | "bought" | "failed">("idle");
  if (enrolled || state === "bought") {
    return (
      <p className="enrolled" role="status">
        <CheckIcon />
        <span>
          {words.enrolled}
          {state === "bought" && <small>{words.enrolledNote}</small>}
        </span>
      </p>
    );
  }
  const buy = () => {
    setState("buying");
    post(`/api/courses/${courseId}/enrol`).then(
      () => setState("bought"),
      () => setState("failed"),
    );
  };
  return (
    <>
      <button type="button" className="primary" disabled={state === "buying"} onClick={buy}>
        {state === "buying" ? words.enrolling : free ? words.enrolFree : words.enrol}
      </button>
      {state === "failed" && <small role="alert">{words.didNotWork}</small>}
    </>
  );
}
