package picture

// Style is the style sheet of all pictures, for pages with embedded ones. A standalone SVG has exactly this text in its
// style element, so that a policy can allow it by its hash.
func Style() string { return style }

const style = `.tgp{--tg-fg:#1b1b1b;--tg-bg:#fff;--tg-mute:#5a5a5a;--tg-rule:#c9c9c9;--tg-c0:#8a8a8a;--tg-c1:#0072b2;--tg-c2:#d55e00;--tg-c3:#009e73;color-scheme:light dark;` +
	`font-family:system-ui,"Noto Sans","DejaVu Sans","Noto Sans TC","PingFang TC","Microsoft JhengHei","WenQuanYi Micro Hei",sans-serif;max-width:100%;height:auto}
.tgp:lang(zh-Hans),.tgp :lang(zh-Hans){font-family:system-ui,"Noto Sans","DejaVu Sans","Noto Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
@media (prefers-color-scheme:dark){.tgp{--tg-fg:#ececec;--tg-bg:#17181a;--tg-mute:#b0b0b0;--tg-rule:#4a4a4a;--tg-c0:#9a9a9a;--tg-c1:#56b4e9;--tg-c2:#e69f00;--tg-c3:#2cc79a}}
@media print{.tgp{--tg-fg:#000;--tg-bg:#fff;--tg-mute:#000;--tg-rule:#999;--tg-c0:#000;--tg-c1:#000;--tg-c2:#000;--tg-c3:#000}}
.tgp text{fill:var(--tg-fg)}
.tgp .m,.tgp tspan.s{fill:var(--tg-mute)}
.tgp .h{font-weight:600}
.tgp .halo,.tgp .beside text{paint-order:stroke;stroke:var(--tg-bg);stroke-width:3px;stroke-linejoin:round}
.tgp .bg{fill:var(--tg-bg)}
.tgp .box{fill:var(--tg-bg);stroke:var(--tg-fg);stroke-width:1}
.tgp .rule{stroke:var(--tg-rule);stroke-width:1;fill:none}
.tgp .c0{--tg-c:var(--tg-c0)}.tgp .c1{--tg-c:var(--tg-c1)}.tgp .c2{--tg-c:var(--tg-c2)}.tgp .c3{--tg-c:var(--tg-c3)}
.tgp .n{fill:var(--tg-c)}
.tgp .b{fill:var(--tg-c);stroke:var(--tg-c);stroke-width:1}
.tgp .stated{fill-opacity:.55}
.tgp .inferred{fill-opacity:.28;stroke-dasharray:6 3}
.tgp .speculative{fill-opacity:.12;stroke-dasharray:1 4}
.tgp .disputed{fill-opacity:.12;stroke-dasharray:2 3}
.tgp .unknown{fill-opacity:.3;stroke:none}
.tgp .l{fill:none;stroke:var(--tg-c);stroke-width:1.6}
.tgp .l.unknown{stroke:var(--tg-c);stroke-opacity:.45}
.tgp .d{fill:var(--tg-c);stroke:var(--tg-c);stroke-width:2}
.tgp .d.inferred,.tgp .d.disputed,.tgp .d.speculative{fill:none;stroke-dasharray:none}
.tgp .d.stated{fill-opacity:.8}
.tgp .d.speculative{stroke-dasharray:1 3}
.tgp .d.unknown{fill-opacity:.35;stroke:none}
.tgp .head{fill:var(--tg-c);stroke:none}
.tgp a:hover .b,.tgp a:focus .b{fill-opacity:.8}
.tgp a{text-decoration:none}
.tgp a:hover text,.tgp a:focus text{text-decoration:underline}
@media print{.tgp .b{fill-opacity:.08}.tgp .b.unknown{fill-opacity:.16}.tgp .d.stated{fill-opacity:1}}
`
