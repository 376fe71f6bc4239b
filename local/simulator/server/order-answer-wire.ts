import type { OrderId } from '../../../shared/domain/ids.ts'
import { type Money, toNumber } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { ExchangeAccount } from '../exchange/exchange.ts'
import type { OrderPreview } from '../exchange/order-preview.ts'
import type { OrderTicket } from '../exchange/order-ticket.ts'
import type { Notice } from '../exchange/refusals.ts'
import { isSummerTime } from './exchange-stamp.ts'
import { instrument, orderTerms } from './order-block.ts'

/** The order an answer speaks of. */
export interface NamedOrder {
  readonly account: ExchangeAccount
  readonly ticket: OrderTicket
  /** The instrument's full name. */
  readonly name: string
}

/** The answer to an accepted preview. */
export function previewResponse(order: NamedOrder, preview: OrderPreview) {
  const signedTotal = wireTotal(order.ticket, preview.estimatedTotal)
  return {
    PreviewOrderResponse: {
      ...head(order, preview.previewedAt),
      totalOrderValue: signedTotal,
      previewTime: preview.previewedAt,
      MessageList: {},
      Order: [
        {
          ...orderBlock(order),
          messages: preview.notices.length === 0 ? {} : { Message: preview.notices.map(warning) },
          estimatedCommission: toNumber(preview.estimatedFees),
          estimatedTotalAmount: signedTotal,
        },
      ],
      PreviewIds: [{ previewId: Number(preview.previewId) }],
      Disclosure: {
        ehDisclosureFlag: false,
        ahDisclosureFlag: false,
        conditionalDisclosureFlag: false,
        aoDisclosureFlag: false,
      },
    },
  }
}

/** The answer to an accepted placement; its notice is no failure although the broker types it WARNING. */
export function placeResponse(
  order: NamedOrder,
  placed: { readonly orderId: OrderId; readonly placedAt: EpochMs; readonly notice: Notice },
) {
  return {
    PlaceOrderResponse: {
      ...head(order, placed.placedAt),
      placedTime: placed.placedAt,
      Order: [
        { ...orderBlock(order), messages: { Message: [warning(placed.notice)] }, estimatedCommission: 0 },
      ],
      OrderIds: [{ orderId: Number(placed.orderId) }],
    },
  }
}

/** The answer to an accepted cancel request. */
export function cancelResponse(
  { accountId }: ExchangeAccount,
  cancel: { readonly orderId: OrderId; readonly requestedAt: EpochMs; readonly notice: Notice },
) {
  return {
    CancelOrderResponse: {
      accountId,
      orderId: Number(cancel.orderId),
      cancelTime: cancel.requestedAt,
      Messages: { Message: [warning(cancel.notice)] },
    },
  }
}

function head({ account }: NamedOrder, now: EpochMs) {
  return {
    orderType: 'EQ',
    accountId: account.accountId,
    dstFlag: isSummerTime(now),
    optionLevelCd: 0,
    marginLevelCd: account.kind === 'MARGIN' ? 'MARGIN_TRADING_ALLOWED' : 'MARGIN_TRADING_NOT_ALLOWED',
    PortfolioMargin: {
      houseExcessEquityNew: 0,
      houseExcessEquityCurr: 0,
      houseExcessEquityChange: 0,
      pmEligible: false,
    },
  }
}

function orderBlock({ ticket, name }: NamedOrder) {
  return {
    ...orderTerms(ticket),
    egQual: 'EG_QUAL_NOT_AN_ELIGIBLE_SECURITY',
    estimatedFees: 0,
    Instrument: [
      {
        ...instrument(ticket, name),
        quantity: ticket.quantity,
        cancelQuantity: 0,
        reserveOrder: false,
        reserveQuantity: 0,
      },
    ],
  }
}

/** The broker counts money that comes in as negative. */
function wireTotal(ticket: OrderTicket, total: Money): number {
  return ticket.side === 'SELL' ? -toNumber(total) : toNumber(total)
}

function warning({ code, text }: Notice) {
  return { description: `200|${text}`, code, type: 'WARNING' }
}
