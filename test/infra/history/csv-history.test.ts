import { expect, test } from '@jest/globals'
import { CsvHistory } from '../../../infra/history/csv-history.ts'
import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { HISTORY_DAYS, historyContract, KNOWN } from '../../contract/history-contract.ts'
import { DAILY_HEADER, flatSession, marketFolder } from '../../support/market-folder.ts'

const minutes = Object.fromEntries(
  HISTORY_DAYS.map(({ date, price }) => [`minute/${KNOWN}/${date}.csv.gz`, flatSession(date, price)]),
)
const daily = HISTORY_DAYS.map(({ date, price }) => `${date},${price},${price},${price},${price},39000`)

historyContract('a CSV folder with both kinds of bars', async () =>
  CsvHistory.open({ folder: marketFolder({ ...minutes, [`daily/${KNOWN}.csv`]: [DAILY_HEADER, ...daily] }) }),
)

historyContract('a CSV folder with minutes only', async () =>
  CsvHistory.open({ folder: marketFolder(minutes) }),
)

test('a folder that is not there is refused by name', () => {
  expect(() => CsvHistory.open({ folder: '/nowhere/bars' })).toThrow(MarketDataFileError)
  expect(() => CsvHistory.open({ folder: '/nowhere/bars' })).toThrow(
    '/nowhere/bars: the folder does not exist',
  )
})
