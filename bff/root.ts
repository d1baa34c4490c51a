import { aftercare } from '@kontor/contracts/aftercare';
import { catalog } from '@kontor/contracts/catalog';
import { content } from '@kontor/contracts/content';
import { giftCard } from '@kontor/contracts/gift-card';
import { group } from '@kontor/contracts/group';
import { inventory } from '@kontor/contracts/inventory';
import { merchandising } from '@kontor/contracts/merchandising';
import { notice } from '@kontor/contracts/notice';
import { notification } from '@kontor/contracts/notification';
import { office } from '@kontor/contracts/office';
import { order } from '@kontor/contracts/order';
import { paper } from '@kontor/contracts/paper';
import { payment } from '@kontor/contracts/payment';
import { promotion } from '@kontor/contracts/promotion';
import { review } from '@kontor/contracts/review';
import { search } from '@kontor/contracts/search';
import { shipping } from '@kontor/contracts/shipping';
import { user } from '@kontor/contracts/user';
import { forward, serve, t } from '@kontor/kit/rpc';
import { officeHandlers } from './office.ts';
import { calls } from './workers.ts';

/** Every noun's procedures, as declared, passed on to the worker that owns them. */
export const gateway = t.router({
  catalog: serve(catalog, forward(catalog, calls.catalog)),
  review: serve(review, forward(review, calls.catalog)),
  notice: serve(notice, forward(notice, calls.catalog)),
  content: serve(content, forward(content, calls.catalog)),
  search: serve(search, forward(search, calls.search)),
  merchandising: serve(merchandising, forward(merchandising, calls.search)),
  user: serve(user, forward(user, calls.user)),
  group: serve(group, forward(group, calls.user)),
  order: serve(order, forward(order, calls.order)),
  paper: serve(paper, forward(paper, calls.order)),
  aftercare: serve(aftercare, forward(aftercare, calls.order)),
  promotion: serve(promotion, forward(promotion, calls.order)),
  payment: serve(payment, forward(payment, calls.payment)),
  giftCard: serve(giftCard, forward(giftCard, calls.payment)),
  shipping: serve(shipping, forward(shipping, calls.shipping)),
  inventory: serve(inventory, forward(inventory, calls.inventory)),
  notification: serve(notification, forward(notification, calls.notification)),
  office: serve(office, officeHandlers),
});

export type Gateway = typeof gateway;
