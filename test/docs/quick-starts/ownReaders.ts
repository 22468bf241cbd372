import { array, boolean, idSchema, object, optional, string, timeSchema } from "lobbykit/protocols";

export const line = object({
  id: idSchema,
  room: idSchema,
  from: idSchema,
  name: optional(string({ max: 80 })),
  text: string({ min: 1, max: 500 }),
  at: timeSchema,
  ref: optional(idSchema),
});
export const page = object({ lines: array(line, { max: 50 }), more: boolean });
export const typing = object({ room: idSchema, from: idSchema, name: optional(string({ max: 80 })), on: boolean });
export const entered = object({ title: string({ max: 80 }) });
export const stored = object({ id: idSchema, at: timeSchema });
export const refusal = object({ error: string({ max: 500 }) });
