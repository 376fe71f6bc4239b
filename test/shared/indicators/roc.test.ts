import { expect, test } from '@jest/globals'
import { Roc } from '../../../shared/indicators/roc.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Roc(10)
const input = ({ close }: { close: number }) => close

test('the change against the close two bars ago in percent', () => {
  expect(series(new Roc(2), [100, 7, 150, 14])).toEqual([undefined, undefined, 50, 100])
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 11 })
itAgreesWithTalib({ create, input, columns: { roc10: (roc) => roc } })
itAgreesWithTalib({ create: () => new Roc(12), input, columns: { roc12: (roc) => roc } })
itAgreesWithSkender({ create: () => new Roc(14), input, columns: { roc: (roc) => roc } })
