import { PALETTE } from '../../../charts/palette.ts'
import { variable } from './theme.ts'

/**
 * The charts write fixed colours as attributes, for pictures on white paper. A style rule outweighs an attribute, so
 * that the same drawings follow light and dark here.
 */
const RECOLOURED = Object.entries(PALETTE)
  .flatMap(([name, colour]) =>
    ['fill', 'stroke'].map(
      (part) => `:is(.chart,.swatch) [${part}="${colour}"]{${part}:var(${variable(name)})}`,
    ),
  )
  .join('\n')

/** Letters of a chart shrink with it on a phone; on a desktop, where it is larger, they are set smaller. */
export const CHART_STYLE = `
.chart{display:block;width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:.86rem;padding:0;list-style:none;margin:0}
.legend li{display:flex;align-items:center;gap:7px}
.swatch{width:30px;height:12px;flex:none}
.legend b{font-weight:600;font-variant-numeric:tabular-nums}
@media (min-width:640px){.chart text{font-size:18px}}
@media (min-width:1000px){.chart text{font-size:18.5px}.chart.wide text{font-size:18px}}
${RECOLOURED}
`
