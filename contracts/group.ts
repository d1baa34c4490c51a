import { z } from 'zod';
import { withoutCards } from './card-number.ts';
import { Email, Handle, Keyset, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

/** Customers whom the shop treats alike, such as wholesale buyers; its name is for staff alone. */
export const Group = z.object({ id: Handle, name: withoutCards(z.string().trim().min(1).max(120)) });
export type Group = z.infer<typeof Group>;

const Counted = Group.extend({ members: z.int().min(0) });
const Member = z.object({ userId: Uuid, email: Email, name: z.string() });
/** In so many groups one customer may be. */
export const MOST_GROUPS = 50;

export const group = {
  groups: ask({ input: z.object(Keyset), output: z.object({ items: z.array(Counted), next: z.string().nullable() }), permission: 'staff:customers' }),
  /** Makes a group, or gives it another name; the same again changes nothing. With `isNew` an id that is there is refused: it is another group. */
  saveGroup: command({ input: Group.extend({ isNew: z.boolean().default(false) }), output: Counted, permission: 'staff:customers' }),
  /** Its members leave it; a promotion that asks for it applies to nobody any more, until staff changes it. */
  removeGroup: command({ input: z.object({ id: Handle }), output: z.object({ members: z.int().min(0) }), permission: 'staff:customers' }),
  /** A group and who is in it, by e-mail; `after` is the last one's id. */
  members: ask({
    input: z.object({ ...Keyset, id: Handle, after: Uuid.optional() }),
    output: z.object({ group: Counted, items: z.array(Member), next: Uuid.nullable() }),
    permission: 'staff:customers',
  }),
  /** Puts a customer with an account in; one who is in it already stays. */
  addMember: command({ input: z.object({ id: Handle, email: Email }), output: Member, permission: 'staff:customers' }),
  removeMember: command({ input: z.object({ id: Handle, userId: Uuid }), output: z.object({}), permission: 'staff:customers' }),
};

/** State: all groups that a customer is in now, by id. */
export const GroupsChanged = z.object({ userId: Uuid, groups: z.array(Handle).max(MOST_GROUPS) });
