import { CHART_STYLE } from './chart-style.ts'
import { TABLE_STYLE } from './table-style.ts'
import { THEME } from './theme.ts'

const PAGE_STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:1180px;margin:0 auto;padding:20px 10px 48px}
main,.parts{display:grid;gap:14px}
main>*,.parts>*{min-width:0}
h1,h2,h3,p,figure,dl,dd,ul{margin:0}
h1{font-size:1.6rem;line-height:1.2;letter-spacing:-.01em}
h2{font-size:1.15rem;line-height:1.3;display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px}
h3{font-size:.95rem;line-height:1.35}
.top{padding:4px 6px}
.eyebrow{color:var(--ink-soft);font-size:.85rem;margin-bottom:4px}
.eyebrow b{color:var(--ink);font-weight:600}
.note{color:var(--ink-soft);font-size:.86rem;line-height:1.45;max-width:100ch}
.card{background:var(--paper);border:1px solid var(--grid);border-radius:14px;padding:16px 12px;display:grid;gap:12px;min-width:0}
.card>*{min-width:0}
.gain{color:var(--up-ink)}
.loss{color:var(--down-ink)}
.refuted{font-size:.72rem;font-weight:600;color:var(--stop);border:1px solid currentColor;border-radius:99px;padding:1px 9px;white-space:nowrap}
.verdict{border-left:5px solid var(--frame);border-radius:6px;background:var(--ground);padding:10px 12px;font-size:1.06rem;line-height:1.4;font-weight:600;text-wrap:pretty}
.verdict.edge{border-color:var(--up)}
.verdict.loses{border-color:var(--down)}
.warning{border:2px solid var(--stop)}
.warning h2{color:var(--stop);font-size:1.3rem}
.findings{display:grid;gap:8px;padding:0;list-style:none}
.findings li{border-left:4px solid var(--frame);padding:2px 0 2px 10px;font-size:.92rem;line-height:1.45}
.findings .bias,.findings .fault{border-color:var(--stop)}
.findings b{text-transform:capitalize}
.tiles{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.tile{border:1px solid var(--grid);border-radius:10px;padding:10px;display:grid;gap:2px;align-content:start}
.tile dt{color:var(--ink-soft);font-size:.82rem}
.tile .figure{font-size:1.42rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.tile .beside{color:var(--ink-soft);font-size:.8rem;line-height:1.4}
.facts{display:grid;grid-template-columns:1fr;gap:7px}
.facts>div{display:grid;grid-template-columns:7.4rem 1fr;gap:0 10px;align-items:baseline}
.facts dt{color:var(--ink-soft);font-size:.8rem}
.facts dd{font-size:.93rem}
.lists{display:grid;gap:14px;margin-top:6px}
.lists>div{display:grid;gap:6px;align-content:start;min-width:0}
.plain{padding-left:18px;margin:0;font-size:.9rem;line-height:1.45;display:grid;gap:4px}
.words{font-size:.9rem;line-height:1.45}
.pair{display:grid;gap:22px;align-items:start}
.pair>*{min-width:0}
figure{display:grid;gap:6px;min-width:0;align-content:start}
summary{cursor:pointer}
summary:focus-visible,button:focus-visible{outline:2px solid var(--up);outline-offset:2px;border-radius:4px}
.more>summary{color:var(--up-ink);font-weight:600;font-size:.93rem;padding:4px 0}
.more[open]>summary{margin-bottom:10px}
.behind>summary{padding:10px 6px;font-weight:600;color:var(--stop)}
.foot{color:var(--ink-soft);font-size:.8rem;padding:0 6px}
.wide-only{display:none}
@media (min-width:640px){
.tiles{grid-template-columns:repeat(4,1fr)}
.facts{grid-template-columns:repeat(3,1fr);gap:12px 20px}
.facts>div{display:block}
}
@media (min-width:1000px){
main{padding:32px 20px 64px}
main,.parts{gap:20px}
h1{font-size:2.1rem}
h2{font-size:1.3rem}
.card{padding:24px}
.tile{padding:14px 16px}
.tile .figure{font-size:1.7rem}
.verdict{font-size:1.15rem;padding:14px 18px}
.pair{grid-template-columns:1fr 1fr;gap:28px}
.lists{grid-template-columns:1fr 1fr;gap:24px}
.facts{grid-template-columns:repeat(4,1fr)}
.narrow-only{display:none}
.wide-only{display:block}
}
@media print{body{background:#fff}.card{break-inside:avoid}}
`

/** Every rule of the report's look: it stands in the page itself, so that the file needs nothing else. */
export const STYLE_SHEET = `${THEME}${PAGE_STYLE}${CHART_STYLE}${TABLE_STYLE}`
