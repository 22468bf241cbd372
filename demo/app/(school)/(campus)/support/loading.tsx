import { Skeleton } from "../../../../components/Skeleton";

export default function Loading() {
  return (
    <main className="support" aria-busy="true">
      <div className="support-intro">
        <Skeleton height="2.25rem" width="14rem" />
      </div>
      <Skeleton height="24rem" />
    </main>
  );
}
