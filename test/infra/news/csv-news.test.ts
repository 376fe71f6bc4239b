import { expect, test } from '@jest/globals'
import { CsvNews } from '../../../infra/news/csv-news.ts'
import { NEWS_ITEMS, newsContract } from '../../contract/news-contract.ts'
import { marketFolder } from '../../support/market-folder.ts'

const HEADER = 'time,id,headline,summary'
const rows = NEWS_ITEMS.map(
  ({ publishedAt, itemId, headline, summary }) => `${publishedAt},${itemId},"${headline}","${summary}"`,
)

newsContract(
  'a folder of CSV files',
  async () => CsvNews.open({ folder: marketFolder({ 'news/AAPL.csv.gz': [HEADER, ...rows] }) })!,
)

test.each([
  ['AAPL.csv line 1', ['time,headline', '1,x'], 'saw the header "time,headline"'],
  ['AAPL.csv line 2, column time', [HEADER, 'soon,1,x,'], 'saw "soon", allowed are epoch milliseconds'],
  ['AAPL.csv line 3, column headline', [HEADER, '1,1,x,', '2,2,,'], 'saw ""'],
  ['AAPL.csv', [HEADER, '1,1,x'], 'it cannot be read'],
])('%s is named when it is wrong, as soon as the folder is opened', (place, lines, problem) => {
  const open = () => CsvNews.open({ folder: marketFolder({ 'news/AAPL.csv': lines }) })
  expect(open).toThrow(place)
  expect(open).toThrow(problem)
})

test('a folder without news is no source of news', () => {
  expect(CsvNews.open({ folder: marketFolder({ 'daily/AAPL.csv': [] }) })).toBeUndefined()
})
