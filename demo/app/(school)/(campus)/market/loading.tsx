import { Skeleton } from "../../../../components/Skeleton";

export default function Loading() {
  return (
    <main className="market" aria-busy="true">
      <div className="page-head">
        <Skeleton height="2.25rem" width="14rem" />
      </div>
      <div className="market-tools">
        <Skeleton height="6.5rem" />
        <Skeleton height="6.5rem" />
      </div>
    </main>
  );
}
