import { describe, expect, test } from '@jest/globals'
import { firstIssue } from '../../../../local/simulator/first-issue.ts'
import {
  cancelRequestSchema,
  placeRequestSchema,
  previewRequestSchema,
} from '../../../../local/simulator/server/order-request-wire.ts'
import { money } from '../../../../shared/domain/money.ts'

const LIMIT_ORDER = {
  allOrNone: false,
  priceType: 'LIMIT',
  orderTerm: 'GOOD_FOR_DAY',
  marketSession: 'REGULAR',
  stopPrice: '',
  limitPrice: 47.5,
  Instrument: [
    {
      Product: { securityType: 'EQ', symbol: 'TQQQ' },
      orderAction: 'BUY',
      quantityType: 'QUANTITY',
      quantity: 184,
    },
  ],
}

describe('an order body', () => {
  test('becomes an order in the words of the core', () => {
    expect(previewRequestSchema.parse(preview(LIMIT_ORDER))).toEqual({
      symbol: 'TQQQ',
      side: 'BUY',
      quantity: 184,
      clientOrderId: 'a1',
      orderTerm: 'GOOD_FOR_DAY',
      type: 'LIMIT',
      limit: money('47.5'),
    })
  })

  test('may carry numbers as text and fields nobody asked for', () => {
    const order = {
      ...LIMIT_ORDER,
      accountIdKey: 'x',
      allOrNone: 'false',
      limitPrice: '47.5000',
      Instrument: [{ ...LIMIT_ORDER.Instrument[0], quantity: '184' }],
    }
    expect(previewRequestSchema.parse(preview(order))).toEqual(
      previewRequestSchema.parse(preview(LIMIT_ORDER)),
    )
  })

  test('takes a stop price for a stop and none for a market order', () => {
    const stop = { ...LIMIT_ORDER, priceType: 'STOP', limitPrice: 0, stopPrice: 0.2032 }
    expect(previewRequestSchema.parse(preview(stop))).toMatchObject({ type: 'STOP', stop: 2032 })
    const market = { ...LIMIT_ORDER, priceType: 'MARKET', limitPrice: undefined }
    expect(previewRequestSchema.parse(preview(market))).not.toHaveProperty('limit')
  })

  test('names its preview by number or by text, or not at all', () => {
    const place = (PreviewIds?: unknown) =>
      placeRequestSchema.parse({
        PlaceOrderRequest: { ...preview(LIMIT_ORDER).PreviewOrderRequest, PreviewIds },
      })
    expect(place([{ previewId: 12 }]).previewId).toBe('12')
    expect(place([{ previewId: '12' }]).previewId).toBe('12')
    expect(place().previewId).toBeUndefined()
  })

  test('of a cancel is the number of the order', () => {
    expect(cancelRequestSchema.parse({ CancelOrderRequest: { orderId: 773 } })).toBe('773')
  })
})

describe('a body that does not fit is refused with one line', () => {
  test.each([
    [{ priceType: 'TRAILING' }, 'priceType: was "TRAILING", the simulator has MARKET, LIMIT, STOP'],
    [{ priceType: undefined }, 'priceType: was missing, the simulator has MARKET, LIMIT, STOP'],
    [
      { orderTerm: 'FILL_OR_KILL' },
      'orderTerm: was "FILL_OR_KILL", the simulator has GOOD_FOR_DAY, GOOD_UNTIL_CANCEL',
    ],
    [{ marketSession: 'EXTENDED' }, 'marketSession: was "EXTENDED", the simulator has REGULAR'],
    [{ allOrNone: true }, 'allOrNone: was true, the simulator has false only'],
    [{ limitPrice: undefined }, 'limitPrice: was missing, a LIMIT order needs it'],
    [{ limitPrice: '' }, 'limitPrice: was "", a LIMIT order needs it'],
    [{ limitPrice: 1.23456 }, 'limitPrice: was 1.23456, allowed is a dollar amount with at most 4 decimals'],
    [{ limitPrice: 'much' }, 'limitPrice: was "much", allowed is a dollar amount with at most 4 decimals'],
    [{ priceType: 'STOP' }, 'stopPrice: was "", a STOP order needs it'],
    [{ Instrument: [] }, 'Instrument: was [], the simulator has one instrument an order'],
  ])('%j', (change, line) => {
    expect(issue({ ...LIMIT_ORDER, ...change })).toBe(`PreviewOrderRequest.Order.0.${line}`)
  })

  test.each([
    [{ quantity: 'ten' }, 'quantity: was "ten", allowed is a number of shares'],
    [{ quantity: undefined }, 'quantity: was missing, allowed is a number of shares'],
    [{ orderAction: 'SELL_SHORT' }, 'orderAction: was "SELL_SHORT", the simulator has BUY, SELL'],
    [
      { Product: { securityType: 'OPTN', symbol: 'X' } },
      'Product.securityType: was "OPTN", the simulator has EQ',
    ],
    [
      { Product: { securityType: 'EQ', symbol: 'tqqq' } },
      'Product.symbol: was "tqqq", allowed are 1-10 capital letters, digits or dots',
    ],
  ])('%j', (change, line) => {
    const order = { ...LIMIT_ORDER, Instrument: [{ ...LIMIT_ORDER.Instrument[0], ...change }] }
    expect(issue(order)).toBe(`PreviewOrderRequest.Order.0.Instrument.0.${line}`)
  })

  test('a body of another kind', () => {
    const parsed = previewRequestSchema.safeParse([])
    expect(parsed.error && firstIssue(parsed.error, [])).toMatch(/^body: was \[\], /)
  })
})

function preview(order: object) {
  return { PreviewOrderRequest: { orderType: 'EQ', clientOrderId: 'a1', Order: [order] } }
}

function issue(order: object): string | undefined {
  const body = preview(order)
  const { error } = previewRequestSchema.safeParse(body)
  return error && firstIssue(error, body)
}
