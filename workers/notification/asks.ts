import { asking, each, Permanent } from '@kontor/kit/asks';
import { now } from '@kontor/kit/clock';
import { sayRanLow } from './ran-low.ts';
import { report } from './report.ts';
import { post } from './smtp.ts';
import { blankPerson, findMail, markSent, type Tx } from './store.ts';

export const asks = {
  sendMail: asking<Tx, { mailId: string }>({
    async call({ payload }) {
      const mail = await findMail(payload.mailId);
      if (!mail?.to) throw new Permanent('whom it was for is not known any more');
      await post(mail);
      return undefined;
    },
    done: (tx, ended) =>
      markSent(
        tx,
        ended.map(({ ask: { payload, trace } }) => ({ id: payload.mailId, trace })),
        now(),
      ),
  }),

  /** A timer: an order that is not paid after two minutes is told of, with the way to pay; one that is has had its confirmation. */
  sayReceived: asking<Tx, { orderId: string }>({
    done: (tx, ended) =>
      report(
        tx,
        ended.map(({ ask: { payload } }) => ({ orderId: payload.orderId, news: { fact: 'order-received', about: payload.orderId } })),
      ),
  }),

  /** A timer: what ran low in the last minutes is one mail to staff. */
  sayRanLow: asking<Tx, unknown>({ done: each((tx, { id }) => sayRanLow(tx, id)) }),

  /** A timer: 90 days after an order or a registration nobody's address is kept here any more. */
  forgetPerson: asking<Tx, { about: string }>({
    done: each((tx, { payload }) => blankPerson(tx, payload.about)),
  }),
};
