import type { GetServerSideProps, GetServerSidePropsContext, GetServerSidePropsResult } from "next";
import { isAdmin } from "../seed/people";
import type { Member } from "./people";
import { memberIn, originIn, type Preferences, preferencesIn } from "./request";

/** What the school's frame (`pages/_app.tsx`) needs of the server, beside what a page needs for itself. */
export interface Frame extends Preferences {
  readonly member: Member;
  /** Address of this server. */
  readonly origin: string;
  readonly isAdmin: boolean;
}

/** `getServerSideProps` of a page for who is signed in; others are led to the door. */
export function signedIn<Props extends object>(
  load: (frame: Frame, context: GetServerSidePropsContext) => Promise<GetServerSidePropsResult<Props>>,
): GetServerSideProps<Props & { readonly frame: Frame }> {
  return async (context) => {
    const { cookies, headers } = context.req;
    const cookie = (name: string) => cookies[name];
    const member = await memberIn(cookie);
    if (member === null) return { redirect: { destination: "/", permanent: false } };
    const origin = originIn((name) => headers[name]?.toString());
    const frame = { member, origin, isAdmin: isAdmin(member.id), ...preferencesIn(cookie) };
    const loaded = await load(frame, context);
    return "props" in loaded ? { props: { ...(await loaded.props), frame } } : loaded;
  };
}
