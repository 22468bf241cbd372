import { Skeleton } from "../../../../../components/Skeleton";

export default function Loading() {
  return (
    <main className="courses" aria-busy="true">
      <Skeleton height="2.25rem" width="12rem" />
      <ul>
        {["first", "second", "third"].map((name) => (
          <li key={name}>
            <Skeleton height="19rem" />
          </li>
        ))}
      </ul>
    </main>
  );
}
