/** Asks one of the demo's own routes to do something. Rejects when it does not. */
export async function post<T = unknown>(path: string, body: object = {}): Promise<T> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    // What was asked for is done, also when the page goes away right after.
    keepalive: true,
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}
