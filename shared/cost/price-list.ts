/**
 * What Google Cloud asks for, in US dollars; every free amount is a month's or a day's as it says. Looked up on the date
 * below on the pricing pages of Cloud Run, Secret Manager and Cloud Scheduler. Firestore's are those of us-east1 and a tenth
 * more, as us-east4's could not be looked up. Check them before you rely on a cent: Google changes them.
 */
export const PRICES = {
  lookedUpOn: '2026-11-21',
  firestore: {
    usdPer100kReads: 0.033,
    usdPer100kWrites: 0.099,
    usdPer100kDeletes: 0.011,
    freeReadsADay: 50_000,
    freeWritesADay: 20_000,
    freeDeletesADay: 20_000,
  },
  run: {
    usdPerVcpuSecond: 0.000_024,
    usdPerGibSecond: 0.000_002_5,
    usdPerMillionCalls: 0.4,
    freeVcpuSecondsAMonth: 180_000,
    freeGibSecondsAMonth: 360_000,
    freeCallsAMonth: 2_000_000,
  },
  secrets: {
    usdPerActiveVersionAMonth: 0.06,
    usdPer10kAccesses: 0.03,
    freeActiveVersions: 6,
    freeAccessesAMonth: 10_000,
  },
  scheduler: { usdPerJobAMonth: 0.1, freeJobs: 3 },
} as const

export type PriceList = typeof PRICES
